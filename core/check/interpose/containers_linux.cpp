// What libstdc++ keeps out of its headers of std::map, std::set and std::list is not instrumented. Here it is
// again, each access to a node told to the checker. Also used by the runner itself, as by any program that is
// linked with it. Source: Cormen, Leiserson, Rivest and Stein, "Introduction to Algorithms", chapter 13
// (red-black trees); layout: libstdc++'s <bits/stl_tree.h> and <bits/stl_list.h>.
#include "check/interpose/export.h"
#include "check/interpose/told_access.h"

// Types of functions that are called from outside.
namespace weft {

enum Colour : int { red, black };

struct TreeNode {
  Colour colour;
  TreeNode *parent, *left, *right;
};

// Of a tree: parent is the root, left the first node, right the last. Red, and the parent of the root.
using TreeHead = TreeNode;

struct ListNode {
  ListNode *next, *previous;
};

}  // namespace weft

using weft::ListNode;
using weft::TreeHead;
using weft::TreeNode;

namespace {

using enum weft::Colour;

template <class T>
T get(T& place) {
  if (weft::g_modelled) weft::reads(&place, sizeof place);
  return place;
}
template <class T>
void set(T& place, T value) {
  if (weft::g_modelled) weft::writes(&place, sizeof place);
  place = value;
}

TreeNode* root_of(TreeHead& head) { return get(head.parent); }
bool is_black(TreeNode* node) { return node == nullptr || get(node->colour) == black; }

using Child = TreeNode* TreeNode::*;
constexpr Child other(Child side) { return side == &TreeNode::left ? &TreeNode::right : &TreeNode::left; }

// `to` takes the place that `from` has below its parent.
void put_in_place_of(TreeNode* from, TreeNode* to, TreeHead& head) {
  TreeNode* const parent = get(from->parent);
  if (from == root_of(head))
    set(head.parent, to);
  else
    set(from == get(parent->left) ? parent->left : parent->right, to);
  if (to != nullptr) set(to->parent, parent);
}

// The child opposite to `side` goes up, `node` down to `side`.
void rotate(TreeNode* node, Child side, TreeHead& head) {
  TreeNode* const up = get(node->*other(side));
  TreeNode* const moves = get(up->*side);
  set(node->*other(side), moves);
  if (moves != nullptr) set(moves->parent, node);
  put_in_place_of(node, up, head);
  set(up->*side, node);
  set(node->parent, up);
}

void repair_after_insertion(TreeNode* node, TreeHead& head) {
  while (node != root_of(head) && !is_black(get(node->parent))) {
    TreeNode* parent = get(node->parent);
    TreeNode* const above = get(parent->parent);
    const Child side = parent == get(above->left) ? &TreeNode::left : &TreeNode::right;
    TreeNode* const uncle = get(above->*other(side));
    if (!is_black(uncle)) {
      set(parent->colour, black);
      set(uncle->colour, black);
      set(above->colour, red);
      node = above;
      continue;
    }
    if (node == get(parent->*other(side))) {
      rotate(parent, side, head);
      parent = node;
    }
    set(parent->colour, black);
    set(above->colour, red);
    rotate(above, other(side), head);
    break;
  }
  set(root_of(head)->colour, black);
}

// `node`, which may be null, is one black node short below `parent`.
void repair_after_removal(TreeNode* node, TreeNode* parent, TreeHead& head) {
  while (node != root_of(head) && is_black(node)) {
    const Child side = node == get(parent->left) ? &TreeNode::left : &TreeNode::right;
    TreeNode* sibling = get(parent->*other(side));
    if (!is_black(sibling)) {
      set(sibling->colour, black);
      set(parent->colour, red);
      rotate(parent, side, head);
      sibling = get(parent->*other(side));
    }
    if (is_black(get(sibling->left)) && is_black(get(sibling->right))) {
      set(sibling->colour, red);
      node = parent;
      parent = get(node->parent);
      continue;
    }
    if (is_black(get(sibling->*other(side)))) {
      set(get(sibling->*side)->colour, black);
      set(sibling->colour, red);
      rotate(sibling, other(side), head);
      sibling = get(parent->*other(side));
    }
    set(sibling->colour, get(parent->colour));
    set(parent->colour, black);
    set(get(sibling->*other(side))->colour, black);
    rotate(parent, side, head);
    break;
  }
  if (node != nullptr) set(node->colour, black);
}

TreeNode* outermost(TreeNode* node, Child side) {
  while (TreeNode* const next = get(node->*side)) node = next;
  return node;
}

bool is_head(TreeNode* node) { return get(node->colour) == red && get(get(node->parent)->parent) == node; }

// The node after it in order for side = right, before it for left.
TreeNode* neighbour(TreeNode* node, Child side) {
  if (side == &TreeNode::left && is_head(node)) return get(node->right);
  if (TreeNode* const below = get(node->*side)) return outermost(below, other(side));
  TreeNode* above = get(node->parent);
  while (node == get(above->*side)) {
    node = above;
    above = get(above->parent);
  }
  // Of a tree with one node the head is its own child's parent: going up once too far comes back.
  return side == &TreeNode::right && get(node->right) == above ? node : above;
}

void insert(bool left, TreeNode* node, TreeNode* parent, TreeHead& head) {
  set(node->parent, parent);
  set(node->left, static_cast<TreeNode*>(nullptr));
  set(node->right, static_cast<TreeNode*>(nullptr));
  set(node->colour, red);
  if (left) {
    set(parent->left, node);  // of an empty tree, the head's first
    if (parent == &head) {
      set(head.parent, node);
      set(head.right, node);
    } else if (parent == get(head.left)) {
      set(head.left, node);
    }
  } else {
    set(parent->right, node);
    if (parent == get(head.right)) set(head.right, node);
  }
  repair_after_insertion(node, head);
}

// The node after `node`, which has two children, takes its place and its colour. What is left to repair is
// where that node was: returns its child, and its parent in `parent`.
TreeNode* replace_by_next(TreeNode* node, TreeNode*& parent, TreeHead& head) {
  TreeNode* const next = outermost(get(node->right), &TreeNode::left);
  TreeNode* const child = get(next->right);
  if (next == get(node->right)) {
    parent = next;
  } else {
    parent = get(next->parent);
    set(parent->left, child);
    if (child != nullptr) set(child->parent, parent);
    set(next->right, get(node->right));
    set(get(next->right)->parent, next);
  }
  set(next->left, get(node->left));
  set(get(next->left)->parent, next);
  put_in_place_of(node, next, head);
  const weft::Colour colour = get(next->colour);
  set(next->colour, get(node->colour));
  set(node->colour, colour);  // that of the place that is gone
  return child;
}

TreeNode* erase(TreeNode* node, TreeHead& head) {
  TreeNode* parent = get(node->parent);
  TreeNode* const left = get(node->left);
  TreeNode* const right = get(node->right);
  TreeNode* child = left == nullptr ? right : left;
  if (left != nullptr && right != nullptr) {
    child = replace_by_next(node, parent, head);
  } else {
    if (get(head.left) == node) set(head.left, right == nullptr ? parent : outermost(right, &TreeNode::left));
    if (get(head.right) == node)
      set(head.right, left == nullptr ? parent : outermost(left, &TreeNode::right));
    put_in_place_of(node, child, head);
  }
  if (get(node->colour) == black) repair_after_removal(child, parent, head);
  return node;
}

void hook(ListNode* node, ListNode* before) {
  set(node->next, before);
  set(node->previous, get(before->previous));
  set(get(before->previous)->next, node);
  set(before->previous, node);
}

void unhook(ListNode* node) {
  ListNode* const next = get(node->next);
  ListNode* const previous = get(node->previous);
  set(previous->next, next);
  set(next->previous, previous);
}

// Moves [first, last) before `before`.
void transfer(ListNode* before, ListNode* first, ListNode* last) {
  if (before == last) return;
  ListNode* const last_moved = get(last->previous);
  ListNode* const left_behind = get(first->previous);
  ListNode* const new_previous = get(before->previous);
  set(last_moved->next, before);
  set(left_behind->next, last);
  set(new_previous->next, first);
  set(before->previous, last_moved);
  set(last->previous, left_behind);
  set(first->previous, new_previous);
}

void reverse(ListNode* head) {
  ListNode* node = head;
  do {
    ListNode* const next = get(node->next);
    set(node->next, get(node->previous));
    set(node->previous, next);
    node = next;
  } while (node != head);
}

// `head` is that of a list that `was` was the head of.
void adopt(ListNode& head, ListNode& was, const ListNode& as) {
  const bool is_empty = as.next == &was;
  set(head.next, is_empty ? &head : as.next);
  set(head.previous, is_empty ? &head : as.previous);
  set(get(head.next)->previous, &head);
  set(get(head.previous)->next, &head);
}

void swap(ListNode& a, ListNode& b) {
  const ListNode of_a{get(a.next), get(a.previous)}, of_b{get(b.next), get(b.previous)};
  adopt(a, b, of_b);
  adopt(b, a, of_a);
}

}  // namespace

// By the names that the library's headers call them.
void weft_tree_insert(bool, TreeNode*, TreeNode*,
                      TreeHead&) __asm__("_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_");
TreeNode* weft_tree_erase(TreeNode*,
                          TreeHead&) __asm__("_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_");
TreeNode* weft_tree_next(TreeNode*) __asm__("_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base");
TreeNode* weft_tree_next_const(TreeNode*) __asm__("_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base");
TreeNode* weft_tree_previous(TreeNode*) __asm__("_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base");
TreeNode* weft_tree_previous_const(TreeNode*) __asm__("_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base");
void weft_list_hook(ListNode*, ListNode*) __asm__("_ZNSt8__detail15_List_node_base7_M_hookEPS0_");
void weft_list_unhook(ListNode*) __asm__("_ZNSt8__detail15_List_node_base9_M_unhookEv");
void weft_list_transfer(ListNode*, ListNode*,
                        ListNode*) __asm__("_ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_");
void weft_list_reverse(ListNode*) __asm__("_ZNSt8__detail15_List_node_base10_M_reverseEv");
void weft_list_swap(ListNode&, ListNode&) __asm__("_ZNSt8__detail15_List_node_base4swapERS0_S1_");

WEFT_EXPORT void weft_tree_insert(bool left, TreeNode* node, TreeNode* parent, TreeHead& head) {
  insert(left, node, parent, head);
}
WEFT_EXPORT TreeNode* weft_tree_erase(TreeNode* node, TreeHead& head) { return erase(node, head); }
WEFT_EXPORT TreeNode* weft_tree_next(TreeNode* node) { return neighbour(node, &TreeNode::right); }
WEFT_EXPORT TreeNode* weft_tree_next_const(TreeNode* node) { return neighbour(node, &TreeNode::right); }
WEFT_EXPORT TreeNode* weft_tree_previous(TreeNode* node) { return neighbour(node, &TreeNode::left); }
WEFT_EXPORT TreeNode* weft_tree_previous_const(TreeNode* node) { return neighbour(node, &TreeNode::left); }
WEFT_EXPORT void weft_list_hook(ListNode* node, ListNode* before) { hook(node, before); }
WEFT_EXPORT void weft_list_unhook(ListNode* node) { unhook(node); }
WEFT_EXPORT void weft_list_transfer(ListNode* before, ListNode* first, ListNode* last) {
  transfer(before, first, last);
}
WEFT_EXPORT void weft_list_reverse(ListNode* head) { reverse(head); }
WEFT_EXPORT void weft_list_swap(ListNode& a, ListNode& b) { swap(a, b); }

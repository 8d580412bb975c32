#include "check/model_memory.h"

#include <algorithm>
#include <cstring>

#include "check/address_space.h"
#include "contract/check.h"

namespace weft {
namespace {

// Marks of a 16-byte granule: 0 never allocated, 1..16 that many bytes valid, then:
constexpr std::uint8_t kRedZone = 0xf0;
constexpr std::uint8_t kFreed = 0xf1;
constexpr std::uint8_t kHeader = 0xf2;

constexpr unsigned char kFreshByte = 0xbe;  // what uninitialised memory reads as, in every execution

std::size_t round_up(std::size_t bytes, std::size_t to) { return (bytes + to - 1) / to * to; }

// Most blocks are small: a call of memset() would take longer than what it does.
void fill_granules(std::uint8_t* marks, std::size_t count, std::uint8_t mark) {
  if (count == 1)
    *marks = mark;
  else if (count > 0)
    std::memset(marks, mark, count);
}

// All of it, with what is left of its last granule.
void make_fresh(std::uintptr_t start, std::size_t padded) {
  auto* const at = reinterpret_cast<unsigned char*>(start);
  constexpr std::size_t kSmall = 16;
  if (padded == kSmall)
    std::memset(at, kFreshByte, kSmall);
  else
    std::memset(at, kFreshByte, padded);
}

// Bytes set aside for a block: at least one granule, so that two blocks never share an address.
std::size_t extent(std::size_t bytes) { return bytes == 0 ? 16 : round_up(bytes, 16); }

}  // namespace

ModelMemory::ModelMemory(std::uint32_t agents) : agents_(agents), slices_(agents) {
  bytes_ = low_of(agents_) - base_;
  base_ = reinterpret_cast<std::uintptr_t>(reserve_memory(bytes_));
  granules_ = static_cast<std::uint8_t*>(reserve_zeros(bytes() / kGranule));
}

ModelMemory::~ModelMemory() {
  release_memory(reinterpret_cast<void*>(base_), bytes());
  release_memory(granules_, bytes() / kGranule);
}

ModelMemory::Slice& ModelMemory::slice(std::uint32_t agent) {
  Slice& slice = slices_[agent];
  if (!slice.prepared) {
    const std::uintptr_t low = low_of(agent);
    if (kGuardBytes > 0) forbid_access(reinterpret_cast<void*>(low), kGuardBytes);
    slice.heap = slice.next = slice.kept = low + kStackBytes;
    slice.prepared = true;
    in_use_ = std::max(in_use_, agent + 1);
  }
  return slice;
}

Stack ModelMemory::stack(std::uint32_t agent) {
  slice(agent);
  const std::uintptr_t low = low_of(agent) + kGuardBytes;
  // Tops at the same place in every slice would all fall on the same lines of a cache.
  constexpr std::size_t kStagger = 9 * 64, kPlaces = kWideAddresses ? 16 : 1;
  return {reinterpret_cast<std::byte*>(low), kStackBytes - kGuardBytes - agent % kPlaces * kStagger};
}

bool ModelMemory::in_guard(std::uintptr_t address) const {
  return contains(address) && offset_in_slice(address) < kGuardBytes;
}

void ModelMemory::mark(std::uintptr_t low, std::size_t bytes, std::uint8_t mark) {
  fill_granules(granule(low), bytes / kGranule, mark);
}

void* ModelMemory::allocate(std::uint32_t agent, std::size_t bytes, std::size_t alignment) {
  Slice& from = slice(agent);
  const std::uintptr_t end = low_of(agent + 1);
  if (bytes > kFirstSliceBytes || footprint() + bytes > budget_) return nullptr;
  if (alignment < kGranule) alignment = kGranule;
  const std::uintptr_t start = round_up(from.next + sizeof(Header), alignment);
  const std::size_t padded = extent(bytes);
  const std::uintptr_t next = start + padded + kRedZoneBytes;
  if (next > end) return nullptr;

  reinterpret_cast<Header*>(start)[-1] = {bytes, ++numbers_};
  mark(from.next, start - sizeof(Header) - from.next, kRedZone);
  mark(start - sizeof(Header), sizeof(Header), kHeader);
  mark(start, padded, kGranule);
  const std::size_t in_last = bytes - (padded - kGranule);
  *granule(start + padded - kGranule) = in_last == 0 ? kRedZone : static_cast<std::uint8_t>(in_last);
  mark(start + padded, kRedZoneBytes, kRedZone);
  make_fresh(start, padded);
  from.next = next;
  live_ += bytes;
  ++live_blocks_;
  return reinterpret_cast<void*>(start);
}

bool ModelMemory::starts_block(std::uintptr_t address) const {
  return contains(address) && !on_stack(address) && address % kGranule == 0 &&
         *granule(address - kGranule) == kHeader;
}

HeapState ModelMemory::release(void* block) {
  const auto start = reinterpret_cast<std::uintptr_t>(block);
  if (!starts_block(start)) return HeapState::not_a_block;
  if (*granule(start) == kFreed) return HeapState::freed;
  const std::size_t bytes = header_of(start).bytes;
  mark(start, extent(bytes), kFreed);
  live_ -= bytes;
  --live_blocks_;
  return HeapState::valid;
}

std::size_t ModelMemory::size_of(void* block) const {
  const auto start = reinterpret_cast<std::uintptr_t>(block);
  return starts_block(start) && *granule(start) != kFreed ? header_of(start).bytes : 0;
}

bool ModelMemory::is_fresh(std::uintptr_t address, std::size_t bytes) const {
  if (bytes == 0 || state(address, bytes) != HeapState::valid) return false;
  const auto* low = reinterpret_cast<const unsigned char*>(address);
  return std::all_of(low, low + bytes, [](unsigned char byte) { return byte == kFreshByte; });
}

HeapState ModelMemory::state(std::uintptr_t address, std::size_t bytes) const {
  if (!contains(address) || on_stack(address)) return HeapState::outside;
  for (std::uintptr_t at = address; at < address + bytes; at = (at / kGranule + 1) * kGranule) {
    const std::uint8_t seen = *granule(at);
    const std::size_t last = std::min<std::size_t>(address + bytes - at / kGranule * kGranule, kGranule);
    if (seen == kFreed) return HeapState::freed;
    if (seen == 0) return HeapState::not_a_block;
    if (seen > kGranule || last > seen) return HeapState::red_zone;
  }
  return HeapState::valid;
}

ModelMemory::Block ModelMemory::block_at(std::uintptr_t address) const {
  if (!contains(address) || on_stack(address)) return {};
  const std::uintptr_t heap = slices_[agent_of(address)].heap;
  for (std::uintptr_t at = address / kGranule * kGranule; at > heap; at -= kGranule)
    if (starts_block(at)) return {at, header_of(at).bytes, header_of(at).number};
  return {};
}

std::vector<ModelMemory::Block> ModelMemory::blocks_in_use() const {
  std::vector<Block> found;
  for (std::uint32_t i = 0; i < in_use_; ++i) {
    const std::uint8_t* const end = granule(slices_[i].next);
    const std::uint8_t* at = granule(slices_[i].kept);
    while ((at = std::find(at, end, kHeader)) != end) {
      const std::uintptr_t start = base_ + static_cast<std::size_t>(++at - granules_) * kGranule;
      if (*at != kFreed) found.push_back({start, header_of(start).bytes, header_of(start).number});
    }
  }
  return found;
}

void ModelMemory::keep_prefix() {
  for (Slice& slice : slices_) {
    slice.kept = slice.next;
    if (slice.kept > slice.heap) slice.kept_marks.assign(granule(slice.heap), granule(slice.kept));
  }
  kept_live_ = live_;
  kept_blocks_ = live_blocks_;
  kept_numbers_ = numbers_;
}

std::pair<std::uintptr_t, std::size_t> ModelMemory::prefix(std::uint32_t agent) const {
  const Slice& slice = slices_[agent];
  return {slice.heap, slice.kept - slice.heap};
}

std::size_t ModelMemory::heap_bytes() const {
  std::size_t bytes = 0;
  for (std::uint32_t i = 0; i < in_use_; ++i) bytes += slices_[i].next - slices_[i].kept;
  return bytes;
}

void ModelMemory::copy_to(Copy& copy) const {
  copy.bytes.clear();
  copy.marks.clear();
  copy.ends.clear();
  for (std::uint32_t i = 0; i < in_use_; ++i) {
    const Slice& slice = slices_[i];
    const auto* const low = reinterpret_cast<const unsigned char*>(slice.kept);
    copy.bytes.insert(copy.bytes.end(), low, low + (slice.next - slice.kept));
    const std::uint8_t* const marks = granule(slice.heap);
    copy.marks.insert(copy.marks.end(), marks, marks + granules_in(slice.heap, slice.next));
    copy.ends.push_back(slice.next);
  }
  copy.live = live_;
  copy.live_blocks = live_blocks_;
  copy.numbers = numbers_;
}

void ModelMemory::put_back(const Copy& copy) {
  const unsigned char* bytes = copy.bytes.data();
  const std::uint8_t* marks = copy.marks.data();
  for (std::uint32_t i = 0; i < in_use_; ++i) {
    Slice& slice = slices_[i];
    const std::uintptr_t end = i < copy.ends.size() ? copy.ends[i] : slice.kept;
    if (slice.next > end) mark(end, slice.next - end, 0);
    slice.next = end;
    std::memcpy(reinterpret_cast<void*>(slice.kept), bytes, end - slice.kept);
    bytes += end - slice.kept;
    if (i >= copy.ends.size()) continue;
    std::memcpy(granule(slice.heap), marks, granules_in(slice.heap, end));
    marks += granules_in(slice.heap, end);
  }
  live_ = copy.live;
  live_blocks_ = copy.live_blocks;
  numbers_ = copy.numbers;
}

void ModelMemory::start_over() {
  for (std::uint32_t i = 0; i < in_use_; ++i) {
    Slice& slice = slices_[i];
    if (!slice.kept_marks.empty())
      std::copy(slice.kept_marks.begin(), slice.kept_marks.end(), granule(slice.heap));
    if (slice.next == slice.kept) continue;
    mark(slice.kept, slice.next - slice.kept, 0);
    slice.next = slice.kept;
  }
  live_ = kept_live_;
  live_blocks_ = kept_blocks_;
  numbers_ = kept_numbers_;
}

}  // namespace weft

#include <cstdio>

#include "app/views/event_words.h"
#include "app/views/timeline_paint.h"

namespace weft::app {
namespace {

void line(ImU32 color, const std::string& text) {
  if (text.empty()) return;
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

std::string headline(const Painting& p, const Event& event, bool pending) {
  const bool spoken = event.op == Op::note || event.op == Op::fail;  // their text has a line of its own
  return verb(event, pending) + (spoken ? "" : "  " + subject(p.failure, event));
}

std::string waited(const Painting& p, const Event& event) {
  if (!event.blocked || event.blocked_since >= p.failure.events.size()) return "";
  return "waited since step " + std::to_string(p.failure.events[event.blocked_since].step);
}

// "step 12"; of a recording "1234 µs" since it began.
std::string when(const Event& event) {
  if (!event.at) return "step " + std::to_string(event.step);
  char text[48];
  std::snprintf(text, sizeof text, "%.0f µs", static_cast<double>(*event.at) / 1000);
  return text;
}

}  // namespace

void paint_tooltip(const Painting& p, std::uint32_t index) {
  const Event& event = p.failure.events[index];
  const Mark& mark = p.timeline.marks[index];
  if (!ImGui::BeginTooltip()) return;
  ImGui::PushFont(p.fonts.body);
  line(p.theme.kind(mark.kind), headline(p, event, mark.pending));
  ImGui::PopFont();
  ImGui::PushFont(p.fonts.small);
  if (!mark.pending) line(p.theme.text, values(event));
  line(p.theme.text, event.text);
  line(p.theme.text, location(event));
  line(p.theme.text_muted, p.timeline.lanes[mark.lane].name + ", " + when(event));
  line(p.theme.text_muted, waited(p, event));
  ImGui::PopFont();
  ImGui::EndTooltip();
}

}  // namespace weft::app

#include "app/views/timeline_layout.h"

#include <gtest/gtest.h>

#include "outcome_builder.h"

namespace weft::app {
namespace {

constexpr Area kPlot{100, 30, 800, 240};

// `count` events, given to three agents in turn.
Timeline three_lanes(std::uint32_t count) {
  OutcomeBuilder builder;
  for (std::uint32_t i = 0; i < count; ++i) builder.add(i % 3, Op::write);
  return build_timeline(builder.outcome());
}

Layout fitted_layout(const Timeline& timeline, const Area& plot = kPlot) {
  Layout layout = make_layout(timeline, plot, Camera{});
  layout.camera = fitted(layout);
  return layout;
}

Layout with_camera(Layout layout, const Camera& camera) {
  layout.camera = camera;
  return layout;
}

TEST(TimelineLayout, FitShowsTheWholeTimeline) {
  const Timeline timeline = three_lanes(1000);
  const Layout layout = fitted_layout(timeline);
  EXPECT_FLOAT_EQ(x_at(layout, timeline.begin), kPlot.x);
  EXPECT_NEAR(x_at(layout, timeline.end), kPlot.right(), 0.01);
  EXPECT_TRUE(shows_everything(layout));
}

TEST(TimelineLayout, ShortTimelinesAreNotStretched) {
  const Layout layout = fitted_layout(three_lanes(3));
  EXPECT_LT(x_at(layout, layout.end), kPlot.right());
  EXPECT_TRUE(shows_everything(layout));
}

TEST(TimelineLayout, ColumnsAndPointsAreInverse) {
  Layout layout = fitted_layout(three_lanes(500));
  layout.camera = zoomed(layout, 400, 7.5);
  for (const double column : {0.0, 17.25, 499.5})
    EXPECT_NEAR(column_at(layout, x_at(layout, column)), column, 1e-3);
}

TEST(TimelineLayout, LanesShareTheHeight) {
  const Layout layout = fitted_layout(three_lanes(6));
  EXPECT_FLOAT_EQ(layout.lane_height, 80);
  EXPECT_FLOAT_EQ(lane_top(layout, 0), 30);
  EXPECT_FLOAT_EQ(lane_center(layout, 2), 30 + 2.5f * 80);
}

TEST(TimelineLayout, ZoomKeepsTheColumnUnderTheCursor) {
  Layout layout = fitted_layout(three_lanes(1000));
  for (const float x : {150.f, 420.f, 777.f}) {
    const double before = column_at(layout, x);
    const Layout after = with_camera(layout, zoomed(layout, x, 3));
    EXPECT_NEAR(column_at(after, x), before, 1e-6);
    EXPECT_NEAR(after.camera.scale, layout.camera.scale * 3, 1e-9);
    EXPECT_FALSE(shows_everything(after));
  }
}

TEST(TimelineLayout, ZoomInAndOutComesBack) {
  const Layout layout = fitted_layout(three_lanes(1000));
  const Layout closer = with_camera(layout, zoomed(layout, 333, 4));
  const Camera back = zoomed(closer, 333, 0.25);
  EXPECT_NEAR(back.left, layout.camera.left, 1e-6);
  EXPECT_NEAR(back.scale, layout.camera.scale, 1e-9);
}

TEST(TimelineLayout, ZoomHasLimits) {
  const Layout layout = fitted_layout(three_lanes(1000));
  const Layout closest = with_camera(layout, zoomed(layout, 500, 1e9));
  EXPECT_LE(closest.camera.scale, 200);
  const Camera farthest = zoomed(closest, 500, 1e-9);
  EXPECT_NEAR(farthest.scale, layout.camera.scale, 1e-9);
  EXPECT_NEAR(farthest.left, layout.begin, 1e-9);
}

TEST(TimelineLayout, PanStopsAtTheEnds) {
  Layout layout = fitted_layout(three_lanes(1000));
  layout.camera = zoomed(layout, 500, 10);
  EXPECT_EQ(panned(layout, 1e7, 0).left, layout.begin);
  const Layout at_end = with_camera(layout, panned(layout, -1e7, 0));
  EXPECT_NEAR(x_at(at_end, layout.end), kPlot.right(), 0.01);
}

TEST(TimelineLayout, PanMovesWithTheHand) {
  Layout layout = fitted_layout(three_lanes(1000));
  layout.camera = zoomed(layout, 500, 10);
  const float before = x_at(layout, 500);
  EXPECT_NEAR(x_at(with_camera(layout, panned(layout, 25, 0)), 500), before + 25, 0.01);
}

TEST(TimelineLayout, ManyLanesScroll) {
  OutcomeBuilder builder;
  for (std::uint32_t agent = 0; agent < 20; ++agent) builder.add(agent, Op::start);
  const Layout layout = fitted_layout(build_timeline(builder.outcome()));
  const Layout below = with_camera(layout, panned(layout, 0, -1e6));
  EXPECT_FLOAT_EQ(lane_top(below, 19) + below.lane_height, kPlot.bottom());
  EXPECT_FLOAT_EQ(panned(below, 0, 1e6).top, 0);
}

TEST(TimelineLayout, HitFindsTheMarkOfTheLane) {
  const Timeline timeline = three_lanes(6);
  const Layout layout = fitted_layout(timeline);
  EXPECT_EQ(hit_test(layout, timeline, x_at(layout, 4), lane_center(layout, 1)), 4u);
  EXPECT_EQ(hit_test(layout, timeline, x_at(layout, 4) + 9, lane_center(layout, 1) - 30), 4u);
  EXPECT_EQ(hit_test(layout, timeline, x_at(layout, 4), lane_center(layout, 0)), std::nullopt);
  EXPECT_EQ(hit_test(layout, timeline, x_at(layout, 4) + 40, lane_center(layout, 1)), std::nullopt);
  EXPECT_EQ(hit_test(layout, timeline, kPlot.x - 5, lane_center(layout, 0)), std::nullopt);
}

TEST(TimelineLayout, HitPrefersTheNearestOfCrowdedMarks) {
  const Timeline timeline = three_lanes(3000);
  const Layout layout = fitted_layout(timeline);
  const auto event = hit_test(layout, timeline, x_at(layout, 1500), lane_center(layout, 0));
  EXPECT_EQ(event, 1500u);
}

TEST(TimelineLayout, RevealMovesOnlyWhenItMust) {
  Layout layout = fitted_layout(three_lanes(1000));
  layout.camera = zoomed(layout, 100, 20);
  const Camera same = revealing(layout, 10, 0);
  EXPECT_EQ(same.left, layout.camera.left);
  const Layout moved = with_camera(layout, revealing(layout, 900, 2));
  EXPECT_LT(x_at(moved, 900), kPlot.right());
  EXPECT_GE(x_at(moved, 900), kPlot.x);
  EXPECT_EQ(moved.camera.scale, layout.camera.scale);
}

TEST(TimelineLayout, VisibleColumnsCoverThePlot) {
  Layout layout = fitted_layout(three_lanes(1000));
  EXPECT_EQ(visible_columns(layout, 1000).first, 0u);
  EXPECT_EQ(visible_columns(layout, 1000).last, 1000u);
  layout.camera = zoomed(layout, 500, 50);
  const ColumnRange range = visible_columns(layout, 1000);
  EXPECT_LE(x_at(layout, range.first), kPlot.x);
  EXPECT_GE(x_at(layout, range.last), kPlot.right());
  EXPECT_LT(range.last - range.first, 40u);
}

TEST(TimelineLayout, TicksAreRoundStepsWithRoomBetween) {
  const Timeline timeline = three_lanes(1000);
  const Layout layout = fitted_layout(timeline);
  const auto ticks = axis_ticks(layout, timeline, 64);
  ASSERT_GE(ticks.size(), 8u);
  for (std::size_t i = 1; i < ticks.size(); ++i) {
    EXPECT_EQ(ticks[i].step % 100, 0u);
    EXPECT_EQ(ticks[i].step, static_cast<std::uint32_t>(ticks[i].column));
    EXPECT_GE(x_at(layout, ticks[i].column) - x_at(layout, ticks[i - 1].column), 38);
  }
}

TEST(TimelineLayout, TicksOfEventsThatShareAStepAreWrittenOnce) {
  OutcomeBuilder builder;
  for (const std::uint32_t step : {0u, 0u, 1u, 1u, 1u, 2u}) builder.add(0, Op::write).step = step;
  const Timeline timeline = build_timeline(builder.outcome());
  const auto ticks = axis_ticks(fitted_layout(timeline), timeline, 64);
  ASSERT_EQ(ticks.size(), 3u);
  EXPECT_EQ(ticks[1].column, 2);
  EXPECT_EQ(ticks[2].column, 5);
}

TEST(TimelineLayout, SurvivesAnEmptyTimelineAndATinyPlot) {
  const Timeline timeline = three_lanes(5);
  const Layout tiny = fitted_layout(timeline, {0, 0, 1, 1});
  EXPECT_EQ(hit_test(tiny, timeline, 50, 50), std::nullopt);
  const Layout empty = fitted_layout(Timeline{});
  EXPECT_EQ(visible_columns(empty, 0).last, 0u);
  EXPECT_TRUE(axis_ticks(empty, Timeline{}, 64).empty());
  EXPECT_EQ(hit_test(empty, Timeline{}, 200, 100), std::nullopt);
}

}  // namespace
}  // namespace weft::app

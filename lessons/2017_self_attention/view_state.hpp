// What each picture of the lesson remembers between frames.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "exam.hpp"
#include "lengths.hpp"
#include "model.hpp"
#include "pizza.hpp"
#include "ui/text_field.hpp"
#include "viz/heatmap.hpp"
#include "viz/line_chart.hpp"

namespace epochs::self_attention {

enum class SentenceChoice { Example, Counterpart, Next, Typed };      // tired; wide; the one that is learned from next; the learner's own

struct HeadsState {            // owner: view_heads.cpp
  std::array<viz::HeatmapState, kMostLayers * kMostHeads> maps;
};
struct QueryState {            // owner: view_query.cpp
  int key = -1;                // whose score is in the learner's hand; −1: none
};
struct PizzaState {            // owner: view_pizza.cpp
  Pizza pizza = pizza_to_begin_with();
  PizzaStep step = PizzaStep::Embed;
  int word = 3;                // that looks: eat
  PizzaTable table = PizzaTable::X;
  int row = -1, column = -1;   // the cell in the learner's hand
};
struct HideState {             // owner: view_hide.cpp
  std::shared_ptr<const Look> look;              // what was worked out for
  std::vector<Answer> without;                   // by place
  std::shared_ptr<const Network> counted_for;    // AblationShares
  double counted_at = 0;                         // animation clock
  AblationShares shares;
};
struct CostState {             // owner: view_cost.cpp
  std::vector<LengthPoint> points;               // one a frame until all are there
  std::vector<Saturation> saturations;
  viz::LineChartState time, steps, most, gradient;
};
struct ChartState {            // owner: view_chart.cpp
  viz::LineChartState right;
};

}  // namespace epochs::self_attention

// The pictures that 2014_attention adds to those of 2014_seq2seq: heatmap, arcs, query, guests. What they share is in lessons/2014_seq2seq/views.hpp and parts.hpp.
#pragma once

#include "guests.hpp"
#include "lessons/2014_seq2seq/views.hpp"
#include "viz/attention_map.hpp"

namespace epochs::translation {

struct HeatmapState {          // owner: view_heatmap.cpp
  viz::AttentionMapState map;
};
struct QueryState {            // owner: view_query.cpp
  int source = -1;             // the word whose score is in the learner's hand; −1: none
};
struct GuestsState {           // owner: view_guests.cpp
  Guests guests = guests_to_begin_with();
  int guest = 0;               // whose glass is filled
  bool hard = false;           // all of the drink with the largest score
  int row = -1, column = -1;   // the number in the learner's hand
  bool features = false;       // … is a drink's, not a guest's
};
struct LookingHand {           // what these pictures remember
  HeatmapState heatmap;
  QueryState query;
  GuestsState guests;
};

void draw_heatmap_view(Scene& scene, LookingHand& own, ui::Rect area);    // words read × words written, the true links outlined, the error rate; live while it learns
void draw_arcs_view(Scene& scene, LookingHand& own, ui::Rect area);       // the same numbers as links between the two sentences
void draw_query_view(Scene& scene, LookingHand& own, ui::Rect area);      // one query in three stages, with numbers: score, share, mix; a score or a weight edited
void draw_guests_view(Scene& scene, LookingHand& own, ui::Rect area);     // queries, keys, values as tastes, features, drinks

// The score of the drink that is poured most, or whose number is in the hand.
lesson::Account drink_account(const GuestsState& state, Language language);
std::vector<lesson::Table> looking_tables(const Shown& shown, const LookingHand& own);   // "heatmap", "arcs", "query", "guests"

}  // namespace epochs::translation

// Parts of the map, drawn one upon the other.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "views.hpp"
#include "viz/axes.hpp"

namespace epochs::word2vec {

inline constexpr int kMapCloud = 1600;           // of more words only the commonest are named
inline constexpr int kNamed = 240, kNamedOfACloud = 28;

// Where everything stands in this frame, units.
struct MapPicture {
  ui::Rect plot;                                 // where words may stand
  viz::Plane plane;                              // of a picture in the plane
  std::vector<ui::Vec2> at;                      // of words
  std::vector<float> near;                       // 0 … 1: how near to the learner; empty in the plane
  int hovered = -1;
  ui::Rect pill;                                 // of the sum of an analogy; no name stands there

  int shown() const { return static_cast<int>(at.size()); }
  bool shows(int word) const { return word >= 0 && word < shown(); }
  ui::Vec2 place(int word) const { return at[static_cast<std::size_t>(word)]; }
};

bool map_is_flat(const Scene& scene);            // one number a word: a line
bool map_hides_nearest(const Scene& scene);      // it is what the question asks
bool analogy_waits(const Hand& hand);            // words that are clicked next are those of an analogy
bool analogy_is_whole(const Scene& scene);
std::vector<float> analogy_sum(const Scene& scene);              // v_c − v_a + v_b, of vectors as long as they are
int answer_on_map(const Scene& scene);           // the word nearest to the sum, the three passed over; −1: not to be shown
ui::Vec2 map_place(Scene& scene, const MapPicture& picture, std::span<const float> vector);
const std::vector<Near>& near_on_map(Scene& scene, int word);    // kept while neither changes

void draw_trails(Scene& scene, const MapPicture& picture);
void draw_words(Scene& scene, const MapPicture& picture);
void draw_map_names(Scene& scene, const MapPicture& picture);
void draw_map_selection(Scene& scene, const MapPicture& picture);
ui::Rect sum_pill(Scene& scene, const MapPicture& picture);      // where the words of the sum will stand; empty: there is none
std::vector<ui::Rect> steps_on_map(Scene& scene, const MapPicture& picture);           // what the arrows cover
void draw_map_analogy(Scene& scene, const MapPicture& picture);
void draw_map_foot(Scene& scene, ui::Rect row);

// What has gone wrong with these settings, in a sentence, with one repair; the height it took at the foot of the area, 0 where all is well.
float draw_map_mishap(Scene& scene, ui::Rect area);

}  // namespace epochs::word2vec

// The fonts, baked for one scale. Every face is baked at the few sizes of the type scale; text of another size takes the next
// larger one. Chinese is a font of its own per size (not merged), so that its size can be compensated freely.
#pragma once

#include <memory>
#include <vector>

#include "ui/type.hpp"

struct ImFont;
struct ImFontAtlas;

namespace epochs::ui {

// A font and the size at which ImGui must draw it so that its em is the wanted one.
struct SizedFont {
  ImFont* font = nullptr;
  float size = 0;              // pixels, ImGui's ascent − descent
};

class FontSet {
 public:
  // Fills the atlas of the current ImGui context. `pixels_per_unit` = S × framebuffer scale.
  void bake(ImFontAtlas& atlas, float pixels_per_unit);
  float pixels_per_unit() const { return pixels_per_unit_; }

  // Thousands of characters that no text of the program needs take a third of a start's time: they are baked once a learner's own text
  // asks for one of them.
  void ask_for_rare_characters() const { rare_ = rare_ == Rare::Left ? Rare::Asked : rare_; }
  bool rare_characters_waiting() const { return rare_ == Rare::Asked; }

  // em in u. drawn_scale: S, in ImGui's coordinates.
  SizedFont latin(Face face, float em, float drawn_scale) const;
  SizedFont chinese(float em, float drawn_scale) const;

 private:
  struct Baked {
    float em;
    ImFont* font;
  };
  static const Baked& nearest(const std::vector<Baked>& fonts, float em);
  std::vector<Baked> faces_[static_cast<std::size_t>(Face::Count)];
  std::vector<Baked> chinese_;
  float pixels_per_unit_ = 0;
  enum class Rare { Left, Asked, Baked };
  mutable Rare rare_ = Rare::Left;   // drawing text asks, and has no other way to tell
};

// Chinese strokes fill in below 13 em: they are never set smaller.
float chinese_em(float latin_em);

}  // namespace epochs::ui

#include "ui/fonts.hpp"

#include <imgui.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "core/assets.hpp"
#include "core/check.hpp"
#include "core/text.hpp"
#ifdef EPOCHS_FREETYPE
#include <imgui_freetype.h>
#endif

namespace epochs::ui {
namespace {

// File, and ImGui's size (ascent − descent of hhea) for one em.
struct Source {
  const char* file;
  float ratio;
};
constexpr Source kSources[] = {
    {"Inter-Regular.otf", 1.2102f},  {"Inter-Medium.otf", 1.2102f},        {"Inter-SemiBold.otf", 1.2102f},     {"InterDisplay-SemiBold.otf", 1.2090f},
    {"JetBrainsMono-Regular.ttf", 1.32f}, {"KaTeX_Main-Regular.ttf", 1.175f}, {"KaTeX_Math-Italic.ttf", 0.935f},
};
constexpr Source kChinese{"wqy-microhei.ttf", 1.1724f};

const std::vector<float> kSizes[] = {
    {13, 14, 16, 20, 28}, {13, 14, 15.5f, 20, 28}, {13, 14, 15, 16, 20}, {17, 24, 28, 52}, {12.5f, 13.5f, 15, 19, 38, 64}, {12.6f, 17, 21, 30}, {12.6f, 17, 21, 30, 44},
};
const std::vector<float> kChineseSizes = {13.5f, 14, 16, 20, 28, 52};
bool takes_every_character(float em) { return em == 14 || em == 16; }   // what a learner types

ImFontConfig config_for() {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;
  config.OversampleV = 1;
  config.PixelSnapH = false;
  return config;
}

ImFont* add(ImFontAtlas& atlas, const Source& source, float em, float pixels_per_unit, const ImWchar* ranges) {
  const auto data = assets::find(std::string("fonts/") + source.file);
  EPOCHS_CHECK(data.has_value(), std::string("the font ") + source.file + " was not put into the program");
  ImFontConfig config = config_for();
  // ImGui does not write to it: FontDataOwnedByAtlas is false.
  void* bytes = const_cast<char*>(data->data());
  return atlas.AddFontFromMemoryTTF(bytes, static_cast<int>(data->size()), em * source.ratio * pixels_per_unit, &config, ranges);
}

// Ranges of the characters that the program and its lessons use; the atlas reads them while it is built.
ImVector<ImWchar> used_ranges() {
  ImFontGlyphRangesBuilder builder;
  const auto used = assets::find("fonts/used.txt");
  if (used) builder.AddText(used->data(), used->data() + used->size());
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  return ranges;
}

}  // namespace

float chinese_em(float latin_em) { return latin_em >= 14 ? latin_em : std::max(13.0f, latin_em + 1); }

void FontSet::bake(ImFontAtlas& atlas, float pixels_per_unit) {
  static const ImWchar kEverything[] = {0x20, 0xFFFD, 0};
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.TexDesiredWidth = 2048;
#ifdef EPOCHS_FREETYPE
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_NoHinting;
#endif
  const ImVector<ImWchar> used = used_ranges();
  for (std::size_t face = 0; face < static_cast<std::size_t>(Face::Count); ++face) {
    faces_[face].clear();
    for (const float em : kSizes[face]) faces_[face].push_back({em, add(atlas, kSources[face], em, pixels_per_unit, kEverything)});
  }
  chinese_.clear();
  for (const float em : kChineseSizes)
    chinese_.push_back({em, add(atlas, kChinese, em, pixels_per_unit, takes_every_character(em) ? kEverything : used.Data)});
  atlas.Build();
  pixels_per_unit_ = pixels_per_unit;
}

const FontSet::Baked& FontSet::nearest(const std::vector<Baked>& fonts, float em) {
  for (const Baked& baked : fonts)
    if (baked.em >= em - 0.26f) return baked;
  return fonts.back();
}

SizedFont FontSet::latin(Face face, float em, float drawn_scale) const {
  const auto index = static_cast<std::size_t>(face);
  return {nearest(faces_[index], em).font, em * kSources[index].ratio * drawn_scale};
}

SizedFont FontSet::chinese(float em, float drawn_scale) const { return {nearest(chinese_, em).font, em * kChinese.ratio * drawn_scale}; }

}  // namespace epochs::ui

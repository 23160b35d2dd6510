#include "ui/theme.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <utility>

namespace epochs::ui {
namespace {

constexpr Color hex(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16u), static_cast<std::uint8_t>((rgb >> 8u) & 0xFFu), static_cast<std::uint8_t>(rgb & 0xFFu), 255};
}

using Tokens = std::array<std::uint32_t, static_cast<std::size_t>(Token::Count)>;
using Ramp = std::array<std::uint32_t, 7>;

Theme make_theme(Brightness brightness, Palette palette, const Tokens& tokens, const Ramp& sequential, const Ramp& diverging) {
  Theme out;
  out.brightness = brightness;
  out.palette = palette;
  std::transform(tokens.begin(), tokens.end(), out.colors.begin(), hex);
  std::transform(sequential.begin(), sequential.end(), out.sequential.begin(), hex);
  std::transform(diverging.begin(), diverging.end(), out.diverging.begin(), hex);
  return out;
}

// Order as in Token: bg s1 s2 s3 line line2 tx1 tx2 tx3 inkOn · input weight act target error query key value · pos neg.
constexpr Tokens kDark{0x0F1215, 0x151A1E, 0x1C2227, 0x262D33, 0x2B333A, 0x3D474F, 0xECE9E1, 0xAEB4B8, 0x8D969C, 0x14181B,
                       0x9BE8F6, 0xF5D067, 0x4DB795, 0xF391D7, 0xEC7A45, 0x80C0FF, 0xCFDD72, 0xAE8BEE, 0xF0A04B, 0x5B8DEF};
constexpr Tokens kLight{0xFAF8F3, 0xFFFFFF, 0xF2EEE5, 0xE8E2D5, 0xE0D9CB, 0xC6BDAB, 0x1B2024, 0x4D555B, 0x5C6368, 0xFAF8F3,
                        0x046C98, 0x745E06, 0x0A5C4D, 0x69005A, 0x820004, 0x2F2C86, 0x556C03, 0x8945AC, 0xB9650F, 0x3568CC};
constexpr Ramp kDarkSequential{0x171D22, 0x1B3340, 0x1F5263, 0x2F7579, 0x5C9A83, 0xA3BE8A, 0xF2E9B0};
constexpr Ramp kDarkDiverging{0x8FB6FF, 0x5B8DEF, 0x2F4A7D, 0x1C2227, 0x7A4E22, 0xF0A04B, 0xFFD09A};
constexpr Ramp kLightSequential{0xF6F3EB, 0xE3E6C4, 0xB4CFA6, 0x74AE96, 0x3C8689, 0x215D74, 0x123650};
constexpr Ramp kLightDiverging{0x1F4FAE, 0x5C8AE0, 0xB7CDF3, 0xF6F3EB, 0xF3CFA3, 0xDB8A3A, 0xA4520B};

// Highest contrast: every text and identity colour at least 7:1 on all four grounds.
constexpr Tokens kDarkContrast{0x000000, 0x000000, 0x101214, 0x1A1E22, 0x8A9299, 0xB4BCC2, 0xFFFFFF, 0xE8ECEE, 0xD2D8DC, 0x000000,
                               0xA8F0FF, 0xFFDC70, 0x62D6AF, 0xFFA8E4, 0xFF9A68, 0x9CD0FF, 0xDDEB80, 0xC9AFFF, 0xFFB25C, 0x8FB6FF};
constexpr Tokens kLightContrast{0xFFFFFF, 0xFFFFFF, 0xF4F4F2, 0xEAEAE6, 0x6A6F73, 0x4A4F53, 0x000000, 0x1E2326, 0x30363A, 0xFFFFFF,
                                0x00486A, 0x4E3E00, 0x00443A, 0x5A004E, 0x700004, 0x262374, 0x374800, 0x5E2480, 0x7A3D00, 0x1C429A};

// Greys: identities differ by lightness and by pattern or letter, sign by lightness alone.
constexpr Tokens kDarkGrey{0x111111, 0x191919, 0x212121, 0x2C2C2C, 0x343434, 0x494949, 0xECECEC, 0xB6B6B6, 0x989898, 0x161616,
                           0xF4F4F4, 0xD8D8D8, 0xBCBCBC, 0xFFFFFF, 0xA2A2A2, 0xE6E6E6, 0xCACACA, 0xAEAEAE, 0xF2F2F2, 0x828282};
constexpr Tokens kLightGrey{0xF8F8F8, 0xFFFFFF, 0xEEEEEE, 0xE2E2E2, 0xD8D8D8, 0xBBBBBB, 0x202020, 0x545454, 0x626262, 0xF8F8F8,
                            0x2A2A2A, 0x424242, 0x565656, 0x101010, 0x606060, 0x363636, 0x4C4C4C, 0x5C5C5C, 0x7E7E7E, 0x2E2E2E};
constexpr Ramp kDarkGreySequential{0x1C1C1C, 0x343434, 0x505050, 0x707070, 0x949494, 0xBEBEBE, 0xF0F0F0};
constexpr Ramp kLightGreySequential{0xF2F2F2, 0xDADADA, 0xBEBEBE, 0x9E9E9E, 0x7A7A7A, 0x565656, 0x303030};
constexpr Ramp kGreyDiverging{0x101010, 0x2E2E2E, 0x525252, 0x7C7C7C, 0xA6A6A6, 0xD0D0D0, 0xFAFAFA};

double linear(std::uint8_t channel) {
  const double v = channel / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}
double luminance(Color c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

Color on_ramp(const std::array<Color, 7>& ramp, float share) {
  const float at = (share > 0 ? std::min(share, 1.0f) : 0.0f) * 6;   // NaN goes to the low end
  const int i = std::min(5, static_cast<int>(at));
  return mix(ramp[static_cast<std::size_t>(i)], ramp[static_cast<std::size_t>(i) + 1], at - static_cast<float>(i));
}

std::uint8_t blend(std::uint8_t a, std::uint8_t b, float t) {
  return static_cast<std::uint8_t>(std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * t));
}

constexpr std::pair<std::string_view, Token> kIdentities[] = {
    {"x", Token::Input},         {"input", Token::Input},        {"feature", Token::Input},
    {"w", Token::Weight},        {"b", Token::Weight},           {"theta", Token::Weight},      {"weight", Token::Weight},
    {"bias", Token::Weight},     {"threshold", Token::Weight},   {"embedding", Token::Weight},  {"u", Token::Weight},
    {"a", Token::Activation},    {"z", Token::Activation},       {"h", Token::Activation},      {"p", Token::Activation},
    {"s", Token::Activation},    {"c", Token::Activation},       {"act", Token::Activation},    {"score", Token::Activation},
    {"weight_a", Token::Activation},   // of attention: computed, not learned
    {"output", Token::Activation}, {"hidden", Token::Activation}, {"yhat", Token::Activation},  {"net", Token::Activation},
    {"y", Token::Target},        {"t", Token::Target},           {"target", Token::Target},     {"label", Token::Target},
    {"tf", Token::Input},        {"df", Token::Weight},          {"idf", Token::Weight},        {"tfidf", Token::Activation},
    {"cos", Token::Activation},
    {"j", Token::Error},         {"l", Token::Error},            {"loss", Token::Error},        {"error", Token::Error},
    {"mistake", Token::Error},   {"delta", Token::Error},        {"grad", Token::Error},        {"gradient", Token::Error},
    {"blame", Token::Error},     {"d", Token::Error},
    {"q", Token::Query},         {"query", Token::Query},        {"k", Token::Key},             {"key", Token::Key},
    {"v", Token::Value},         {"value", Token::Value},        {"context", Token::Value},
    {"pos", Token::Positive},    {"positive", Token::Positive},  {"plus", Token::Positive},
    {"neg", Token::Negative},    {"negative", Token::Negative},  {"minus", Token::Negative},
};

Token look_up(std::string_view base) {
  for (const auto& [name, token] : kIdentities)
    if (name == base) return token;
  return Token::Count;
}

}  // namespace

Color mix(Color from, Color to, float amount) {
  const float t = std::clamp(amount, 0.0f, 1.0f);
  return {blend(from.r, to.r, t), blend(from.g, to.g, t), blend(from.b, to.b, t), blend(from.a, to.a, t)};
}

Color with_alpha(Color color, float alpha) {
  color.a = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0f, 1.0f) * 255));
  return color;
}

float contrast(Color a, Color b) {
  const double x = luminance(a), y = luminance(b);
  return static_cast<float>((std::max(x, y) + 0.05) / (std::min(x, y) + 0.05));
}

Color Theme::sequential_at(float share) const { return on_ramp(sequential, share); }
Color Theme::diverging_at(float value) const { return on_ramp(diverging, std::isnan(value) ? 0.5f : (value + 1) / 2); }

const Theme& theme(Brightness brightness, Palette palette) {
  static const Theme themes[] = {
      make_theme(Brightness::Dark, Palette::Standard, kDark, kDarkSequential, kDarkDiverging),
      make_theme(Brightness::Light, Palette::Standard, kLight, kLightSequential, kLightDiverging),
      make_theme(Brightness::Dark, Palette::HighContrast, kDarkContrast, kDarkSequential, kDarkDiverging),
      make_theme(Brightness::Light, Palette::HighContrast, kLightContrast, kLightSequential, kLightDiverging),
      make_theme(Brightness::Dark, Palette::Greys, kDarkGrey, kDarkGreySequential, kGreyDiverging),
      make_theme(Brightness::Light, Palette::Greys, kLightGrey, kLightGreySequential, kGreyDiverging),
  };
  return themes[static_cast<std::size_t>(palette) * 2 + static_cast<std::size_t>(brightness)];
}

Color text_on(Color ground) {
  const Color black{0, 0, 0, 255}, white{255, 255, 255, 255};
  return contrast(ground, black) >= contrast(ground, white) ? black : white;
}

Color sign_text(const Theme& theme, double value) {
  if (value == 0) return theme[Token::Text1];
  return mix(theme[value > 0 ? Token::Positive : Token::Negative], theme[Token::Text1], 0.45f);
}

Token identity_of(std::string_view quantity) {
  if (const Token token = look_up(quantity); token != Token::Count) return token;
  std::string base;   // "w_1", "W2", "x1" → w, w, x
  for (const char c : quantity) {
    if (c == '_' || c == '/' || c == '[' || (c >= '0' && c <= '9')) break;
    base.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  if (const Token token = look_up(base); token != Token::Count) return token;
  if (base.size() > 1 && base.front() == 'd' && look_up(std::string_view(base).substr(1)) != Token::Count) return Token::Error;   // dw: a gradient
  return Token::Text1;
}

}  // namespace epochs::ui

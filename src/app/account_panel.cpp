// The account of the selected number: what it is, the terms it was added up from as a waterfall, what happens to it.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "app/inspector_panel.hpp"
#include "app/press.hpp"
#include "app/scroll.hpp"
#include "core/shown_digits.hpp"
#include "ui/formula.hpp"
#include "ui/pattern.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

constexpr float kSumRow = 66, kHiddenBox = 76;
constexpr std::size_t kMostTerms = 6;   // then the five largest and "and N others"

Token identity(const std::string& quantity) { return quantity.empty() ? Token::Text1 : ui::identity_of(quantity); }

void knocked_out(ui::Ui& ui, Vec2 at, std::string_view text, ui::TextStyle style, Token color, Align align, Token ground) {
  const float w = ui.canvas.text_width(text, style), left = align == Align::Right ? at.x - w : at.x;
  ui.canvas.fill({left - 4, at.y - 14, w + 8, 19}, ui.color(ground));
  ui.canvas.text(at, text, style, ui.color(color), align);
}

struct Waterfall {
  float zero = 0, scale = 1;
  float x(double value) const { return zero + scale * static_cast<float>(value); }
};

Waterfall waterfall_of(Rect area, const std::vector<lesson::AccountTerm>& terms) {
  double low = 0, high = 0, sum = 0;
  for (const lesson::AccountTerm& term : terms) {
    sum += term.value;
    low = std::min(low, sum), high = std::max(high, sum);
  }
  const float left = area.x + 96, right = area.right();
  Waterfall out;
  out.scale = high > low ? (right - left - 10) / static_cast<float>(high - low) : 0;
  out.zero = left + 5 - out.scale * static_cast<float>(low);
  return out;
}

// What the terms without a row of their own come to: as they stand on the screen, all add up with the account's own few decimals; it differs from
// the exact rest by what rounding those in front of it took away.
double remainder_of(std::span<const lesson::AccountTerm> shown, const lesson::Account& account, double exact) {
  const double scale = std::pow(10.0, account.decimals);
  double rest = std::round(account.sum * scale) / scale;
  for (const lesson::AccountTerm& term : shown) rest -= std::round(term.value * scale) / scale;
  return std::abs(rest - exact) < static_cast<double>(shown.size() + 1) / scale ? rest : exact;
}

// The largest terms by size, in their order; the rest as one row that says how many they are.
std::vector<lesson::AccountTerm> shown_terms(const ui::Ui& ui, const lesson::Account& account) {
  if (account.terms.size() <= kMostTerms) return account.terms;
  std::vector<std::size_t> order(account.terms.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::abs(account.terms[a].value) > std::abs(account.terms[b].value); });
  std::vector<bool> kept(order.size(), false);
  for (std::size_t i = 0; i < kMostTerms - 1; ++i) kept[order[i]] = true;
  std::vector<lesson::AccountTerm> out;
  lesson::AccountTerm others;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i]) out.push_back(account.terms[i]);
    else others.value += account.terms[i].value;
  const std::string count = std::to_string(account.terms.size() - out.size());
  others.value = remainder_of(out, account, others.value);
  others.label = ui.language == Language::English ? "and " + count + " others" : "其余 " + count + " 项";
  out.push_back(std::move(others));
  return out;
}

// As many decimals as it takes for the terms on the screen to add up to the sum on the screen.
int decimals_of(const ui::Ui& ui, const lesson::Account& account) {
  std::vector<double> terms;
  for (const lesson::AccountTerm& term : shown_terms(ui, account)) terms.push_back(term.value);
  return terms.empty() ? account.decimals : decimals_that_add(terms, account.sum, account.decimals);
}

std::string calculation_of(const lesson::AccountTerm& term, int decimals) { return term.factors.empty() ? term.calculation : product_text(term.factors, decimals); }

// A long one is set smaller: to its right stands the calculation.
float symbol_size(ui::Ui& ui, const std::string& symbol) {
  constexpr float kSize = 19, kRoom = 90;
  const auto laid = ui::lay_out_formula(ui.canvas, symbol, kSize);
  return laid && laid.value().width > kRoom ? std::max(ui::kTick, kSize * kRoom / laid.value().width) : kSize;
}

float draw_terms(ui::Ui& ui, Rect area, const lesson::Account& account, Token ground) {
  const std::vector<lesson::AccountTerm> terms = shown_terms(ui, account);
  const Waterfall fall = waterfall_of(area, terms);
  // The last row has its zero below it.
  const float row = std::clamp((area.h - kSumRow) / static_cast<float>(terms.size()), 40.f, 56.f), bottom = area.y + row * static_cast<float>(terms.size() + 1);
  ui.canvas.dashed({fall.zero, area.y + 14}, {fall.zero, bottom - 14}, ui.color(Token::Text3), 1, 1.5f, 3);
  const int decimals = decimals_of(ui, account);
  double sum = 0;
  float y = area.y;
  for (const lesson::AccountTerm& term : terms) {
    const float from = fall.x(sum), to = fall.x(sum += term.value), bar = y + 22;
    // To the next bar; where that row's number stands in the way, up to it.
    const bool last = &term == &terms.back();
    const std::string next = format_number(last ? account.sum : (&term + 1)->value, decimals);
    const bool in_the_way = to > area.right() - ui.canvas.text_width(next, {Face::Mono, 15}) - 6;
    ui.canvas.dashed({to, bar + 13}, {to, in_the_way ? y + row - 2 : bar + row}, ui.color(Token::Text3), 1, 2, 3);
    if (format_number(std::abs(term.value), decimals) == format_number(0, decimals)) ui.canvas.line({from, bar}, {from, bar + 13}, ui.color(Token::Text3), 1.4f);   // nothing has no sign
    else ui::fill_signed(ui, {std::min(from, to), bar, std::max(2.f, std::abs(to - from)), 13}, term.value, 2);
    if (!term.symbol.empty()) ui::draw_formula(ui, {area.x, y + 14}, term.symbol, symbol_size(ui, term.symbol), identity(term.quantity));
    if (const std::string calculation = calculation_of(term, decimals); !calculation.empty()) knocked_out(ui, {area.x + 96, y + 14}, calculation, {Face::Mono, ui::kSmall}, Token::Text2, Align::Left, ground);
    knocked_out(ui, {area.right(), y + 14}, format_number(term.value, decimals), {Face::Mono, 15}, Token::Text1, Align::Right, ground);
    ui.canvas.text({area.x, y + 34}, term.label, {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
    y += row;
  }
  const float from = fall.zero, to = fall.x(sum);
  ui.canvas.fill({std::min(from, to), y + 22, std::max(2.f, std::abs(to - from)), 13}, ui.color(identity(account.quantity)), 2);
  ui.canvas.line({fall.zero, y + 18}, {fall.zero, y + 40}, ui.color(Token::Text2), 1);
  ui::draw_formula(ui, {area.x, y + 14}, account.sum_symbol.empty() ? account.symbol : account.sum_symbol, 19, identity(account.quantity));
  knocked_out(ui, {area.right(), y + 14}, format_number(account.sum, decimals), {Face::Mono, 15}, Token::Text1, Align::Right, ground);
  if (!account.sum_label.empty() || terms.size() > 1)
    ui.canvas.text({area.x, y + 34}, account.sum_label.empty() ? ui.say({"sum", "求和"}) : std::string_view(account.sum_label), {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  ui.canvas.text({fall.zero, y + 54}, "0", {Face::Mono, ui::kTick}, ui.color(Token::Text3), Align::Center);
  return y + kSumRow - area.y;
}

ui::RichStyle consequence_style() { return {{Face::Ui, 14.5f}, 23, Token::Text1, 3}; }

// What stands below the terms, so that these can be set as wide as it leaves room for.
float height_below(ui::Ui& ui, float width, const lesson::Account& account) {
  float h = account.hidden ? kHiddenBox + 8 : 0;
  if (account.consequences.empty() && account.uses.empty()) return h;
  for (const std::string& line : account.consequences) h += ui::plain_text(ui, {0, 0}, width, line, consequence_style(), ui::Draw::No);
  return h + 36 + 4 + 30 * static_cast<float>(account.uses.size()) + 14;
}

void rule(ui::Ui& ui, Rect area, float y) { ui.canvas.line({area.x, y}, {area.right(), y}, ui.color(Token::Line), 1); }

float draw_head(ui::Ui& ui, Rect area, const lesson::Account& account) {
  float y = area.y + 44;
  const float w = ui::draw_formula(ui, {area.x, y}, account.symbol, 44, identity(account.quantity));
  const std::string value = format_number(account.value, account.value_decimals.value_or(decimals_of(ui, account)));
  const bool fits = ui.canvas.text_width(value, {Face::Mono, 38}) + w + 16 < area.w;
  ui.canvas.text({area.right(), y}, value, {Face::Mono, fits ? 38.f : 26.f}, ui.color(Token::Text1), Align::Right);
  y += 18;
  y += ui::plain_text(ui, {area.x, y}, area.w, account.description, {{Face::Ui, ui::kLabel}, 22, Token::Text2, 2});
  if (!account.source.empty()) y += ui::plain_text(ui, {area.x, y}, area.w, account.source, {{Face::Ui, 14.5f}, 22, Token::Text1, 5});
  return y + 12 - area.y;
}

float draw_hidden(ui::Ui& ui, Rect area, float y, const lesson::Account& account, bool covered) {
  const Rect box{area.x, y, area.w, kHiddenBox};
  surface(ui, box, 12, Token::Surface1);
  ui.canvas.text({box.x + 16, box.y + 26}, ui.say({"After the update", "更新之后"}), {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
  ui.canvas.text({box.x + 16, box.y + 54}, account.hidden->first, {Face::Ui, 14.5f}, ui.color(Token::Text1));
  if (covered) {
    ui.canvas.fill({box.right() - 40, box.y + 36, 24, 26}, ui.color(Token::Surface3), 6);
    ui.canvas.text({box.right() - 28, box.y + 55}, "?", {Face::Semibold, 16}, ui.color(Token::Text2), Align::Center);
  } else {
    ui.canvas.text({box.right() - 16, box.y + 55}, format_number(account.hidden->second, account.decimals), {Face::Mono, 19}, ui.color(Token::Text1), Align::Right);
  }
  return box.h;
}

float draw_uses(ui::Ui& ui, Rect area, float y, const lesson::Account& account, lesson::Player& player) {
  const float top = y;
  for (const lesson::AccountUse& use : account.uses) {
    if (use.selects.empty()) {         // how many more there are
      ui.canvas.text({area.x, y + 20}, use.label, {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
      y += 30;
      continue;
    }
    const Rect row{area.x - 8, y, area.w + 16, 30};
    const Press pressed = press(ui, "side.use." + use.selects, row, 8);
    hover_fill(ui, row, Token::Surface2, 8, pressed);
    ui.canvas.text({area.x, y + 20}, use.label, {Face::Ui, ui::kLabel}, ui.color(Token::Text1));
    ui.canvas.text({area.right(), y + 20}, "→", {Face::Ui, ui::kLabel}, ui.color(Token::Text3), Align::Right);
    if (pressed.clicked) player.select(use.selects);
    y += 30;
  }
  return y - top;
}

constexpr std::array<std::string_view, 1> kAccountControls{"side.use."};

}  // namespace

void draw_account(ui::Ui& ui, Rect area, const SideScene& scene, SideState& state) {
  std::optional<lesson::Account> account = scene.player.account(ui.language);
  if (state.pinned) {
    account = ui.language == Language::English ? state.pinned->english : state.pinned->chinese;
    const std::string when = std::string(ui.say({"Pinned at step ", "第 "})) + group_thousands(state.pinned->update) + std::string(ui.say({"", " 步时固定"}));
    ui.canvas.text({area.x, area.y + 10}, when, {Face::Medium, ui::kSmall}, ui.color(Token::Text2));
    area.cut_top(18);
  }
  if (!account) {
    ui::plain_text(ui, {area.x, area.y + 40}, area.w, ui.say({"Point at any number in the picture: how it was computed appears here. Click to keep it.",
                                                            "把指针移到图中任意一个数上，这里会说明它是怎样算出来的；点击可以固定。"}),
                   {{Face::Ui, ui::kLabel}, 22, Token::Text2, 5});
    return;
  }
  const Token ground = state.open ? Token::Surface2 : Token::Background;
  ui::Ui inside = scrolled(ui, area);
  ui.canvas.push_clip({area.x - 10, area.y - 4, area.w + 20, area.h + 4});
  Rect view = area;
  view.y -= state.scroll;
  float y = view.y + draw_head(ui, view, *account);
  if (!account->terms.empty()) {
    rule(ui, area, y);
    ui.canvas.text({area.x, y + 27}, account->terms_title.empty() ? ui.say({"How it was computed", "怎样算出来的"}) : std::string_view(account->terms_title), {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
    y += 40;
    y += draw_terms(ui, {area.x, y, area.w, area.bottom() - (y + state.scroll) - height_below(ui, area.w, *account)}, *account, ground);
  }
  if (!account->consequences.empty() || !account->uses.empty()) {
    rule(ui, area, y);
    ui.canvas.text({area.x, y + 27}, ui.say({"What happens to it", "接下来"}), {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
    y += 36;
    for (const std::string& line : account->consequences) y += ui::plain_text(ui, {area.x, y}, area.w, line, consequence_style());
    y += draw_uses(inside, area, y + 4, *account, scene.player) + 14;
  }
  if (account->hidden) y += draw_hidden(ui, area, y, *account, scene.covered) + 8;
  ui.canvas.pop_clip();
  take_scroll(ui, {"side.account", area, kAccountControls}, y + state.scroll - area.y - 8, state.scroll);   // 8: the gap after the last
}

}  // namespace epochs::app

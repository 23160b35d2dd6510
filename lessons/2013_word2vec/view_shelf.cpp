// The same goods twice: placed by what is known of them (two of colour, size, model), and by the vectors learned from baskets; below, who is near to the chosen one in
// each way.
#include <algorithm>
#include <array>
#include <cmath>

#include "goods_pictures.hpp"
#include "nn/project/pca.hpp"
#include "pass_rows.hpp"
#include "strips.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/press.hpp"
#include "ui/rich_text.hpp"
#include "viz/axes.hpp"
#include "viz/label_place.hpp"

namespace epochs::word2vec {
namespace {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::TextStyle;
using ui::Token;
using ui::Vec2;

constexpr float kPlotsBeside = 460, kPlotHead = 30, kNearRow = 34, kGoodGap = 14, kSwatch = 10;
constexpr int kListedGoods = 6, kLinkedGoods = 3;

struct Feature {
  Localized name, low, high;
};
constexpr std::array<Feature, 3> kFeatures{{{{"colour", "颜色"}, {"warm", "暖色"}, {"cold", "冷色"}}, {{"size", "大小"}, {"small", "小"}, {"large", "大"}}, {{"model", "年款"}, {"old", "旧款"}, {"new", "新款"}}}};
constexpr std::array<std::pair<std::size_t, std::size_t>, 3> kAxes{{{0, 1}, {0, 2}, {1, 2}}};

const Good& good_at(int good) { return goods()[static_cast<std::size_t>(good)]; }
int count_of_goods() { return static_cast<int>(goods().size()); }
bool reads_baskets(const Scene& scene) { return scene.seen.text->source == Source::Shelf; }
bool hides_company(const Scene& scene) { return waits_for(scene, "shelf"); }

// ---- Who is near ---------------------------------------------------------------------------------------------------------

std::vector<std::vector<std::string>> baskets_of(const Text& text) {
  std::vector<std::vector<std::string>> out(1);
  for (const int id : text.ids) {
    if (id != kSentenceEnd) out.back().push_back(text.word(id));
    else out.emplace_back();
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

double feature_distance(const Good& a, const Good& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.features.size(); ++i) sum += (a.features[i] - b.features[i]) * (a.features[i] - b.features[i]);
  return std::sqrt(sum);
}

// By all three features, the nearest first.
std::vector<NearGood> alike(int good) {
  std::vector<NearGood> out;
  for (int other = 0; other < count_of_goods(); ++other)
    if (other != good) out.push_back({other, feature_distance(good_at(good), good_at(other))});
  std::stable_sort(out.begin(), out.end(), [](const NearGood& a, const NearGood& b) { return a.value < b.value; });
  out.resize(kListedGoods);
  return out;
}

void find_company(const Scene& scene) {
  ShelfState& state = scene.hand.shelf;
  const bool another = state.known != state.good || state.text.lock() != scene.seen.text;
  if (another) state.alike = alike(state.good), state.bought.clear();
  if (!reads_baskets(scene)) state.placed.clear();
  else {
    if (state.text.lock() != scene.seen.text) state.baskets = baskets_of(*scene.seen.text);
    if (another)
      for (const auto& [other, times] : also_liked(state.baskets, state.good, kListedGoods)) state.bought.push_back({other, static_cast<double>(times)});
    if (another || state.vectors != scene.seen.vectors) {
      const int own = scene.seen.text->find(good_at(state.good).id);
      state.placed.clear();
      const std::array without{own};
      if (own >= 0)
        for (const Near& near : nearest(*scene.seen.vectors, row_of(*scene.seen.vectors, own), kListedGoods, without))
          for (int other = 0; other < count_of_goods(); ++other)
            if (good_at(other).id == scene.seen.text->word(near.word)) state.placed.push_back({other, near.cosine});
    }
  }
  state.known = state.good, state.text = scene.seen.text, state.vectors = scene.seen.vectors;
}

// The inspector opens its cosine with the good whose vector is nearest.
void choose_good(Scene& scene, int good) {
  scene.hand.shelf.good = good;
  const int own = reads_baskets(scene) && !hides_company(scene) ? scene.seen.text->find(good_at(good).id) : -1;
  if (own < 0) return;
  scene.hand.word = own;
  const std::array without{own};
  const std::vector<Near> near = nearest(*scene.seen.vectors, row_of(*scene.seen.vectors, own), 1, without);
  if (!near.empty()) scene.hand.selected = {Place::Kind::Cosine, own, near.front().word};
}

// ---- A plot ----------------------------------------------------------------------------------------------------------------

struct Plot {
  std::string_view id;
  Rect area;
  std::vector<Vec2> at;        // of the goods, units; one beyond the window is not there
  const std::vector<NearGood>* near = nullptr;
  enum class Sizes { Alike, ByFeature } sizes = Sizes::Alike;
  std::vector<Rect> taken = {};   // where other words stand
};

float radius_of(const Plot& plot, int good) {
  const float most = std::clamp(std::min(plot.area.w, plot.area.h) / 26, 8.0f, 12.0f);
  return plot.sizes == Plot::Sizes::Alike ? most * 0.9f : most * (1.0f + 0.28f * static_cast<float>(good_at(good).features[1]));
}

enum class Chosen { No, Yes };

// Where it hides least; one that would lie upon another label is left out.
void draw_label(Scene& scene, const Plot& plot, std::vector<Rect>& labels, int good, Chosen which) {
  const bool chosen = which == Chosen::Yes;
  ui::Ui& ui = scene.ui;
  const TextStyle style{chosen ? Face::Semibold : Face::Medium, ui::kSmall};
  const Vec2 at = plot.at[static_cast<std::size_t>(good)];
  const std::string_view name = ui.say(good_at(good).name);
  const float w = ui.canvas.text_width(name, style) + 12, h = 20, r = radius_of(plot, good) + 3;
  const float x = std::clamp(at.x - w / 2, plot.area.x, std::max(plot.area.x, plot.area.right() - w));
  const std::array<Rect, 5> places{Rect{x, at.y + r, w, h}, Rect{x, at.y - r - h, w, h}, Rect{at.x + r, at.y - h / 2, w, h}, Rect{at.x - r - w, at.y - h / 2, w, h}, Rect{x, at.y + r + h, w, h}};
  const int best = viz::quietest_place(places, {plot.at, labels, plot.area});
  const Rect pill = places[static_cast<std::size_t>(std::max(0, best))];
  if (!chosen && std::any_of(labels.begin(), labels.end(), [&](Rect other) { return pill.x < other.right() && other.x < pill.right() && pill.y < other.bottom() && other.y < pill.bottom(); })) return;
  labels.push_back(pill);
  ui.canvas.fill(pill, chosen ? ui.color(Token::Text1) : ui::with_alpha(ui.color(Token::Surface3), 0.9f), 7);
  ui.canvas.text({pill.x + 6, pill.y + 14.4f}, name, style, ui.color(chosen ? Token::InkOn : Token::Text1));
}

void draw_goods(Scene& scene, const Plot& plot) {
  ui::Ui& ui = scene.ui;
  ShelfState& state = scene.hand.shelf;
  const Vec2 chosen = plot.at[static_cast<std::size_t>(state.good)];
  const std::size_t linked = plot.near ? std::min<std::size_t>(plot.near->size(), kLinkedGoods) : 0;
  for (std::size_t i = 0; i < linked; ++i) ui.canvas.line(chosen, plot.at[static_cast<std::size_t>((*plot.near)[i].good)], ui::with_alpha(ui.color(Token::Text1), 0.5f), 1.4f);
  int hovered = -1;
  float nearest_by = viz::kHoverReach;
  for (int good = 0; good < count_of_goods(); ++good) {
    const Vec2 at = plot.at[static_cast<std::size_t>(good)];
    const float d = std::hypot(ui.pointer.position.x - at.x, ui.pointer.position.y - at.y);
    if (plot.area.contains(ui.pointer.position) && d < nearest_by) hovered = good, nearest_by = d;
  }
  for (int good = 0; good < count_of_goods(); ++good) {
    const Vec2 at = plot.at[static_cast<std::size_t>(good)];
    const float r = radius_of(plot, good);
    const ui::Pressed press = ui::pressable(ui, std::string(plot.id) + "." + good_at(good).id, {at.x - r - 2, at.y - r - 2, 2 * r + 4, 2 * r + 4}, r);
    if (press.clicked && (hovered < 0 || hovered == good || press.focused)) choose_good(scene, good);
    if (good == state.good) ui.canvas.disc(at, r + 5, ui.color(Token::Surface3));
    draw_good(ui, at, r, good, ui.color(Token::Text1));
    if (good == state.good) ui.canvas.circle(at, r + 5, ui.color(Token::Text1), 2);
    else if (good == hovered || good == state.pointed) ui.canvas.circle(at, r + 4, ui.color(Token::Text1), 1.6f);
  }
  std::vector<Rect> labels = plot.taken;
  draw_label(scene, plot, labels, state.good, Chosen::Yes);
  const int pointed = hovered >= 0 ? hovered : state.pointed;
  if (pointed >= 0 && pointed != state.good) draw_label(scene, plot, labels, pointed, Chosen::No);
  for (std::size_t i = 0; i < linked; ++i)
    if ((*plot.near)[i].good != pointed) draw_label(scene, plot, labels, (*plot.near)[i].good, Chosen::No);
  if (hovered >= 0) state.pointed_now = hovered;
}

// Returns where they stand.
std::vector<Rect> draw_ends(ui::Ui& ui, Rect area, const Feature& x, const Feature& y) {
  const TextStyle style{Face::Ui, ui::kTick};
  const ui::Color ink = ui.color(Token::Text3);
  const float low = ui.canvas.text({area.x + 6, area.bottom() - 6}, std::string("← ") + std::string(ui.say(x.low)), style, ink);
  const float high = ui.canvas.text({area.right() - 6, area.bottom() - 6}, std::string(ui.say(x.high)) + " →", style, ink, Align::Right);
  const float top = ui.canvas.text({area.x + 6, area.y + 16}, std::string("↑ ") + std::string(ui.say(y.high)), style, ink);
  return {{area.x + 6, area.bottom() - 18, low, 16}, {area.right() - 6 - high, area.bottom() - 18, high, 16}, {area.x + 6, area.y + 4, top, 16}};
}

void draw_known(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ShelfState& state = scene.hand.shelf;
  const Rect head = area.cut_top(kPlotHead);
  std::array<std::string, 3> words;
  std::array<std::string_view, 3> labels;
  for (std::size_t i = 0; i < kAxes.size(); ++i) {
    words[i] = std::string(ui.say(kFeatures[kAxes[i].first].name)) + " · " + std::string(ui.say(kFeatures[kAxes[i].second].name));
    labels[i] = words[i];
  }
  state.axes = std::clamp(ui::segmented(ui, "shelf.axes", {head.x, head.y, std::min(head.w, 300.0f), 28}, labels, state.axes), 0, 2);
  area.cut_top(6);
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 10);
  ui.anchors.add("shelf.known", area);
  const auto [x, y] = kAxes[static_cast<std::size_t>(state.axes)];
  const viz::Plane plane{area.inset(22, 26), {-1, 1}, {-1, 1}};
  ui.canvas.line({plane.to_x(0), area.y}, {plane.to_x(0), area.bottom()}, ui::with_alpha(ui.color(Token::Text1), 0.10f));
  ui.canvas.line({area.x, plane.to_y(0)}, {area.right(), plane.to_y(0)}, ui::with_alpha(ui.color(Token::Text1), 0.10f));
  Plot plot{"shelf.known", area, {}, &state.alike, Plot::Sizes::ByFeature};
  plot.taken = draw_ends(ui, area, kFeatures[x], kFeatures[y]);
  for (const Good& good : goods()) plot.at.push_back(plane.to_units(good.features[x], good.features[y]));
  draw_goods(scene, plot);
}

// PCA of the goods' vectors, as far as the picture is wide.
std::vector<Vec2> learned_places(const Scene& scene, Rect area, double& share) {
  Matrix rows(static_cast<Index>(goods().size()), scene.seen.vectors->cols());
  for (int good = 0; good < count_of_goods(); ++good) {
    const int word = scene.seen.text->find(good_at(good).id);
    if (word >= 0) rows.row(good) = scene.seen.vectors->row(word);
    else rows.row(good).setZero();
  }
  std::vector<Vec2> out;
  if (!rows.allFinite()) return out;
  const Index directions = std::min<Index>(2, rows.cols());
  const nn::Pca pca = nn::principal_components(rows, directions);
  Matrix places = Matrix::Zero(rows.rows(), 2);
  places.leftCols(directions) = pca.project(rows);
  const double most = std::max(1e-12, static_cast<double>(places.cwiseAbs().maxCoeff()));
  share = 0;
  for (const double variance : pca.variances) share += pca.total_variance > 0 ? variance / pca.total_variance : 0;
  const viz::Plane plane{area.inset(22, 26), {-most, most}, {-most, most}};
  for (Index good = 0; good < places.rows(); ++good) out.push_back(plane.to_units(static_cast<double>(places(good, 0)), static_cast<double>(places(good, 1))));
  return out;
}

void draw_learned(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const Rect head = area.cut_top(kPlotHead);
  text_in(ui, {head.x, head.y + 19}, head.w, ui.say({"By the baskets: learned vectors", "按购物篮：学到的向量"}), {Face::Medium, ui::kLabel}, Token::Text1);
  area.cut_top(6);
  ui.canvas.fill(area, viz::plot_ground(ui.theme), 10);
  ui.anchors.add("shelf.learned", area);
  const auto say = [&](Localized text) { draw_sentence_of(ui, area.inset(18, 14), text); };
  if (hides_company(scene)) return say({"Your guess first.", "请先猜。"});
  if (!reads_baskets(scene)) return say({"Choose the baskets of goods as the text: then the goods get vectors.", "把文本换成“购物篮”，商品就会有向量。"});
  double share = 0;
  Plot plot{"shelf.learned", area, learned_places(scene, area, share), &scene.hand.shelf.placed, Plot::Sizes::Alike};
  if (plot.at.empty()) return say({"The vectors ran away: no place can be drawn.", "向量的数跑飞了，画不出位置。"});
  const std::string percent = format_number(100 * share, 0) + "%";
  const std::string words = scene.seen.pairs == 0 ? std::string(ui.say({"still as they were drawn at random", "还是随机的初值"}))
                            : ui.language == Language::English ? "this plane shows " + percent + " of the spread" : "这个平面占离散程度的 " + percent;
  text_in(ui, {area.x + 6, area.bottom() - 6}, area.w - 12, words, {Face::Ui, ui::kTick}, Token::Text3);
  draw_goods(scene, plot);
}

// ---- Lists -----------------------------------------------------------------------------------------------------------------

struct Row {
  std::string_view id;
  Localized title;
  const std::vector<NearGood>* near;
  int decimals;
};

void draw_row(Scene& scene, Rect row, const Row& list, float titles) {
  ui::Ui& ui = scene.ui;
  ShelfState& state = scene.hand.shelf;
  ui.anchors.add(list.id, row);
  const float y = row.center().y + 4.8f;
  text_in(ui, {row.x, y}, titles - 10, ui.say(list.title), {Face::Medium, ui::kSmall}, Token::Text2);
  float x = row.x + titles;
  const TextStyle name{Face::Ui, ui::kSmall}, number{Face::Mono, ui::kSmall};
  for (std::size_t i = 0; i < list.near->size(); ++i) {
    const NearGood& near = (*list.near)[i];
    const std::string value = format_number(near.value, list.decimals);
    const float words = ui.canvas.text_width(ui.say(good_at(near.good).name), name), w = 2 * kSwatch + 6 + words + 6 + ui.canvas.text_width(value, number) + 10;
    if (x + w > row.right()) break;
    const Rect item{x, row.y + 2, w, row.h - 4};
    const ui::Pressed press = ui::pressable(ui, std::string(list.id) + "." + std::to_string(i), item, 8);
    ui::hover_fill(ui, item, Token::Surface2, 8, press);
    if (press.hovered) state.pointed_now = near.good;
    if (press.clicked) choose_good(scene, near.good);
    draw_good(ui, {x + kSwatch + 3, row.center().y}, kSwatch - 1, near.good, ui.color(Token::Text1));
    ui.canvas.text({x + 2 * kSwatch + 8, y}, ui.say(good_at(near.good).name), name, ui.color(Token::Text1));
    ui.canvas.text({item.right() - 6, y}, value, number, ui.color(Token::Text2), Align::Right);
    x += w + 4;
  }
}

void draw_lists(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const ShelfState& state = scene.hand.shelf;
  const float titles = area.w < 520 ? 116.0f : 200.0f;
  draw_row(scene, area.cut_top(kNearRow), {"shelf.alike", area.w < 520 ? Localized{"Most alike", "最相像"} : Localized{"Most alike: distance of three", "最相像：三个数的距离"}, &state.alike, 2}, titles);
  if (!reads_baskets(scene) || hides_company(scene)) {
    text_in(ui, {area.x, area.y + 22}, area.w, hides_company(scene) ? ui.say({"Customers also liked: your guess first.", "顾客还喜欢：请先猜。"}) : std::string_view(), {Face::Medium, ui::kSmall}, Token::Text2);
    return;
  }
  draw_row(scene, area.cut_top(kNearRow), {"shelf.liked", area.w < 520 ? Localized{"Also liked", "还喜欢"} : Localized{"Customers also liked: baskets", "顾客还喜欢：共同的篮数"}, &state.bought, 0}, titles);
  draw_row(scene, area.cut_top(kNearRow), {"shelf.near", area.w < 520 ? Localized{"Vectors", "向量最近"} : Localized{"Nearest vectors: cosine", "向量最近：余弦"}, &state.placed, 2}, titles);
}

}  // namespace

void draw_shelf_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  ShelfState& state = scene.hand.shelf;
  ui.anchors.add("shelf", area);
  state.good = std::clamp(state.good, 0, count_of_goods() - 1);
  find_company(scene);
  state.pointed = std::exchange(state.pointed_now, -1);
  const Rect lists = area.cut_bottom(area.h > 240 ? 3 * kNearRow : 0);
  if (lists.h > 0) area.cut_bottom(8);
  const bool beside = area.w >= kPlotsBeside || area.h < 260;
  const Rect first = beside ? Rect{area.x, area.y, (area.w - kGoodGap) / 2, area.h} : Rect{area.x, area.y, area.w, (area.h - kGoodGap) / 2};
  const Rect second = beside ? Rect{first.right() + kGoodGap, area.y, first.w, area.h} : Rect{area.x, first.bottom() + kGoodGap, area.w, first.h};
  draw_known(scene, first);
  draw_learned(scene, second);
  if (lists.h > 0) draw_lists(scene, lists);
}

}  // namespace epochs::word2vec

#include "viz/gallery/gallery.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/check.hpp"
#include "viz/arcs.hpp"
#include "viz/bars.hpp"
#include "viz/gallery/attention.hpp"
#include "viz/gallery/controls.hpp"
#include "viz/gallery/data.hpp"
#include "viz/heatmap.hpp"
#include "viz/line_chart.hpp"
#include "viz/matrix_inspector.hpp"
#include "viz/network_diagram.hpp"
#include "viz/strip.hpp"

namespace epochs::viz::gallery {

using ui::Rect;
using ui::Token;
using ui::Ui;

namespace {

constexpr std::array<Entry, 27> kEntries = {{
    {"scatter", {"Points and a line", "点与分界线"}, 560, 420},
    {"decision_field", {"A bent boundary", "弯曲的分界"}, 440, 420},
    {"line_chart", {"Two rates, one network", "同一网络，两种学习率"}, 560, 320},
    {"line_chart_log", {"The same on a log axis", "换成对数轴"}, 560, 320},
    {"network_units", {"What each unit answers", "每个单元的回答"}, 560, 340},
    {"network_values", {"Values and weights", "数值与权重"}, 560, 340},
    {"graph", {"One unit as a graph", "一个单元的计算图"}, 760, 360},
    {"heatmap_causal", {"Where each word looks", "每个词看向哪里"}, 480, 360},
    {"heatmap_counts", {"What is taken for what", "谁被认作谁"}, 480, 360},
    {"heatmap_fine", {"One unit over the plane", "一个单元在整个平面上"}, 360, 360},
    {"arcs", {"The same shares as links", "用连线表示同样的份额"}, 560, 340},
    {"attention_map", {"From one sentence to another", "从一句看向另一句"}, 480, 360},
    {"attention_map_forty", {"Forty words and forty", "四十个词对四十个词"}, 700, 600},
    {"bars", {"Shares of the last word", "最后一个词的份额"}, 420, 320},
    {"strip", {"One word as 24 numbers", "一个词的 24 个数"}, 420, 150},
    {"scatter3d", {"The answer as a surface", "把回答画成曲面"}, 440, 420},
    {"cloud", {"Ten thousand answers", "一万个回答"}, 560, 420},
    {"matrix", {"64 × 64 shares, whole", "64 × 64 个份额，整体"}, 560, 440},
    {"matrix_cells", {"The same, looked into", "放大来看"}, 560, 440},
    {"button", {"Buttons", "按钮"}, 820, 200, Kind::Control},
    {"round_button", {"Round button", "圆按钮"}, 820, 150, Kind::Control},
    {"switch", {"Switch", "开关"}, 820, 190, Kind::Control},
    {"slider", {"Slider", "滑块"}, 820, 140, Kind::Control},
    {"segmented", {"Words side by side", "并排选项"}, 820, 146, Kind::Control},
    {"radio", {"Radio", "单选"}, 820, 180, Kind::Control},
    {"text_field", {"Text field", "文本框"}, 820, 270, Kind::Control},
    {"tooltip", {"Tooltip of a chart", "图表提示"}, 560, 220, Kind::Control},
}};

std::vector<std::string> words(Language language) {
  if (language == Language::Chinese) return {"猫", "昨天", "睡", "在", "那", "张", "垫子", "上"};
  return {"the", "cat", "slept", "on", "that", "mat", "all", "day"};
}

}  // namespace

std::span<const Entry> entries() { return kEntries; }

struct Gallery::State {
  LineFit line = fit_line();
  SmallNetwork slow = learn_xor(0.05, 400), fast = learn_xor(0.3, 400);
  std::vector<float> field = field_of(fast, -1);
  std::array<std::vector<float>, 4> units = {field_of(fast, 0), field_of(fast, 1), field_of(fast, 2), field_of(fast, 3)};
  std::vector<Dot> answers = answer_cloud(fast, 10000);
  Matrix many_shares = attention_shares(64);
  Matrix shares = attention_shares(8), counts = confusion(1000);
  std::vector<GraphNode> graph = unit_graph();
  std::vector<Point3> surface = answer_surface(fast, 10000);
  ScatterState scatter;
  LineChartState chart, log_chart;
  HeatmapState causal, confusion_map, fine;
  std::array<AttentionMapState, 2> attention;
  Scatter3dState space;
  ScatterState cloud;
  MatrixInspectorState whole, close;
  int selected = 12;

  State() {
    close.zoom = 9;
    close.offset = {560, 620};
    close.selected = {28, 13};
  }

  ScoreGrid grid(const std::vector<float>& scores) const { return {scores, kFieldColumns, kFieldRows, {-1.6, 1.6}, {-1.6, 1.6}}; }

  void draw_scatter(Ui& ui, Rect area) {
    const Plane plane = square_plane({area.x + 28, area.y, area.w - 28, area.h - 44}, 1.5);
    const Line& now = line.lines.back();
    draw_field(ui, plane, now);
    draw_grid(ui, plane);
    for (int age = 1; age <= 4 && age < static_cast<int>(line.lines.size()); ++age) draw_old_boundary(ui, plane, line.lines[line.lines.size() - 1 - static_cast<std::size_t>(age)], age);
    draw_boundary(ui, plane, now);
    ScatterStyle style;
    style.selected = selected;
    style.label = (ui.language == Language::English ? "point " : "第 ") + std::to_string(selected + 1) + (ui.language == Language::English ? "" : " 点");
    style.editable = true;
    const ScatterResult result = scatter_picture(ui, plane, style);
    if (result.clicked >= 0) selected = result.clicked;
    if (result.dragged >= 0) line.dots[static_cast<std::size_t>(result.dragged)].x = result.x, line.dots[static_cast<std::size_t>(result.dragged)].y = result.y;
    draw_normal(ui, plane, now);
    draw_ticks(ui, plane, {"x₁", "x₂"});
  }
  ScatterResult scatter_picture(Ui& ui, const Plane& plane, const ScatterStyle& style) { return viz::scatter(ui, "gallery.scatter", plane, line.dots, scatter, style); }

  void draw_bent(Ui& ui, Rect area) {
    const Plane plane{{area.x + 28, area.y, area.w - 28, area.h - 44}, {-1.6, 1.6}, {-1.6, 1.6}};
    draw_field(ui, plane, grid(field));
    draw_grid(ui, plane);
    draw_boundary(ui, plane, grid(field));
    for (const double x : {-1.0, 1.0})
      for (const double y : {-1.0, 1.0}) draw_dot(ui, plane.to_units(x, y), x * y < 0, 4.8f, plot_ground(ui.theme));
    draw_ticks(ui, plane, {"x₁", "x₂"});
  }

  void draw_losses(Ui& ui, Rect area, LineChartState& memory, Scale scale) {
    const std::array<Series, 2> series = {{{std::string(ui.say({"rate 0.3", "学习率 0.3"})), fast.updates, fast.losses, Token::Error, false},
                                           {std::string(ui.say({"rate 0.05", "学习率 0.05"})), slow.updates, slow.losses, Token::Text2, true}}};
    LineChartStyle style;
    style.labels = {std::string(ui.say({"updates", "更新次数"})), std::string(ui.say({"mean squared error", "均方误差"}))};
    style.scale = scale;
    line_chart(ui, scale == Scale::Linear ? "gallery.line_chart" : "gallery.line_chart_log", area, series, memory, style);
  }

  void draw_network(Ui& ui, Rect area, bool pictures) {
    const RowVector h = fast.hidden(1, -1);
    const std::array<NetworkLayer, 3> layers = {{{{1, -1}, {"x₁", "x₂"}, Token::Input},
                                                 {{static_cast<double>(h(0)), static_cast<double>(h(1)), static_cast<double>(h(2)), static_cast<double>(h(3))}, {}, Token::Activation},
                                                 {{fast.answer(1, -1)}, {"ŷ"}, Token::Activation}}};
    const std::array<Matrix, 2> weights = {fast.w1, fast.w2};
    NetworkStyle style;
    if (pictures)
      style.picture = [&](UnitId unit, Rect square) {
        if (unit.layer == 1) return draw_small_field(ui, square, grid(units[static_cast<std::size_t>(unit.unit)]));
        if (unit.layer == 2) return draw_small_field(ui, square, grid(field));
        std::vector<float> ramp;   // an input answers with itself
        for (int row = 0; row < kFieldRows; ++row)
          for (int column = 0; column < kFieldColumns; ++column)
            ramp.push_back(unit.unit == 0 ? -1 + 2 * static_cast<float>(column) / (kFieldColumns - 1) : 1 - 2 * static_cast<float>(row) / (kFieldRows - 1));
        draw_small_field(ui, square, grid(ramp));
      };
    network_diagram(ui, pictures ? "gallery.network_units" : "gallery.network_values", area, layers, weights, style);
  }

  void draw_heatmap(Ui& ui, Rect area, std::string_view which) {
    HeatmapStyle style;
    if (which == "heatmap_causal") {
      style.row_labels = style.column_labels = words(ui.language);
      style.limit = 1;
      style.symbol = "α";
      style.hide_below = 0.1;
      style.causal = true;
      style.selected_row = 5;
      heatmap(ui, "gallery.heatmap_causal", area, shares, causal, style);
    } else if (which == "heatmap_counts") {
      for (int i = 0; i < 10; ++i) style.row_labels.push_back(std::to_string(i));
      style.column_labels = style.row_labels;
      style.limit = static_cast<double>(counts.maxCoeff());
      style.decimals = 0;
      style.hide_below = 1;
      heatmap(ui, "gallery.heatmap_counts", area, counts, confusion_map, style);
    } else {
      style.map = ColorMap::Diverging;
      style.limit = 1;
      style.symbol = "h";
      Matrix values(kFieldRows, kFieldColumns);
      std::copy(units[0].begin(), units[0].end(), values.data());
      heatmap(ui, "gallery.heatmap_fine", area, values, fine, style);
    }
  }

  void draw_shares(Ui& ui, Rect area) {
    const std::vector<std::string> names = words(ui.language);
    std::vector<Bar> items;
    for (std::size_t i = 0; i < names.size(); ++i) items.push_back({names[i], static_cast<double>(shares(7, static_cast<Index>(i)))});
    BarsStyle style;
    style.full = 1;
    style.selected = static_cast<int>(std::max_element(items.begin(), items.end(), [](const Bar& a, const Bar& b) { return a.value < b.value; }) - items.begin());
    bars(ui, "gallery.bars", area, items, style);
  }

  void draw_vector(Ui& ui, Rect area) {
    std::vector<Real> values;
    for (int i = 0; i < 24; ++i) values.push_back(static_cast<Real>(std::sin(0.7 * i) * std::cos(0.23 * i)));
    draw_strip(ui, {area.x, area.y, area.w, 30}, values, {1, cells_that_fit(area.w, values.size()), 9});
    draw_share(ui, {area.x, area.y + 52, area.w, 11}, 0.62, Token::Activation, 0.8);
  }

  void draw_cloud(Ui& ui, Rect area) {
    const Plane plane{{area.x + 28, area.y, area.w - 28, area.h - 44}, {-1.6, 1.6}, {-1.6, 1.6}};
    ui.canvas.fill(plane.area, plot_ground(ui.theme), 8);
    draw_grid(ui, plane);
    viz::scatter(ui, "gallery.cloud", plane, answers, cloud);
    draw_ticks(ui, plane, {"x₁", "x₂"});
  }

  void draw_matrix(Ui& ui, Rect area, bool near) {
    MatrixInspectorStyle style;
    style.map = ColorMap::Sequential;
    style.symbol = "α";
    if (near)
      for (int i = 0; i < 64; ++i) style.row_labels.push_back((ui.language == Language::English ? "word " : "第 ") + std::to_string(i + 1) + (ui.language == Language::English ? "" : " 词"));
    matrix_inspector(ui, near ? "gallery.matrix_cells" : "gallery.matrix", area, many_shares, near ? close : whole, style);
  }

  void draw_picture(Ui& ui, std::string_view id, Rect area) {
    if (id == "scatter") return draw_scatter(ui, area);
    if (id == "decision_field") return draw_bent(ui, area);
    if (id == "line_chart") return draw_losses(ui, area, chart, Scale::Linear);
    if (id == "line_chart_log") return draw_losses(ui, area, log_chart, Scale::Logarithmic);
    if (id == "network_units" || id == "network_values") return draw_network(ui, area, id == "network_units");
    if (id.starts_with("heatmap")) return draw_heatmap(ui, area, id);
    if (id == "bars") return draw_shares(ui, area);
    if (id == "strip") return draw_vector(ui, area);
    if (id == "graph") return void(viz::graph(ui, "gallery.graph", area, graph, {7, false}));
    if (id == "arcs") return void(arcs(ui, "gallery.arcs", area, words(ui.language), words(ui.language), shares, 5));
    if (id == "attention_map") return draw_small_attention(ui, area, shares, attention[0]);
    if (id == "attention_map_forty") return draw_large_attention(ui, area, many_shares, attention[1]);
    if (id == "scatter3d") return void(scatter3d(ui, "gallery.scatter3d", area, surface, space));
    if (id == "cloud") return draw_cloud(ui, area);
    if (id == "matrix" || id == "matrix_cells") return draw_matrix(ui, area, id == "matrix_cells");
    if (draw_control(ui, id, area)) return;
    EPOCHS_CHECK(false, "gallery: no picture is called " + std::string(id));
  }
};

Gallery::Gallery() : state_(std::make_unique<State>()) {}
Gallery::~Gallery() = default;

void Gallery::draw(Ui& ui, std::string_view id, Rect panel) {
  const auto entry = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& e) { return e.id == id; });
  EPOCHS_CHECK(entry != kEntries.end(), "gallery: no picture is called " + std::string(id));
  ui.canvas.fill(panel, ui.color(Token::Surface1), 14);
  if (ui.theme.brightness == ui::Brightness::Light) ui.canvas.outline(panel, ui.color(Token::Line), 14);
  ui.canvas.text({panel.x + 22, panel.y + 30}, ui.say(entry->title), {ui::Face::Semibold, ui::kHeading}, ui.color(Token::Text1));
  state_->draw_picture(ui, id, {panel.x + 22, panel.y + 54, panel.w - 44, panel.h - 76});
}

}  // namespace epochs::viz::gallery

// The search for what a unit follows: it finds a unit that was made to follow something, and measures it on other text.
#include <gtest/gtest.h>

#include "lessons/1990_rnn/model.hpp"
#include "lessons/1997_lstm/track.hpp"

namespace epochs::recurrent {
namespace {

std::vector<std::string> letters(std::string_view text) {
  std::vector<std::string> out;
  for (const char32_t each : decode_utf8(text)) {
    out.emplace_back();
    append_utf8(out.back(), each);
  }
  return out;
}

TEST(Track, SaysOfEachPlaceWhatItIsAskedFor) {
  EXPECT_EQ(track_values("quote", letters("a\"b\"c“d”e")), (std::vector<double>{0, 1, 1, 0, 0, 1, 1, 0, 0}));
  EXPECT_EQ(track_values("quote", letters("\"a\n\nb")), (std::vector<double>{1, 1, 1, 0, 0})) << "an empty line ends speech";
  EXPECT_EQ(track_values("word", letters("a bc.")), (std::vector<double>{1, 0, 1, 1, 0}));
  EXPECT_EQ(track_values("letters", letters("a bc.")), (std::vector<double>{1, 0, 1, 2, 0}));
  EXPECT_EQ(track_values("sentence", letters("ab.c")), (std::vector<double>{1, 2, 0, 1}));
  EXPECT_EQ(track_values("sentence", letters("ab\nc. d")), (std::vector<double>{1, 2, 3, 4, 0, 0, 1})) << "a line of a book ends anywhere";
  EXPECT_EQ(track_values("sentence", letters("a\n\nb")), (std::vector<double>{1, 2, 0, 1})) << "an empty line ends a heading";
  const std::vector<double> near = track_values("end", letters("abc."));
  EXPECT_EQ(near.back(), 1);
  EXPECT_TRUE(std::is_sorted(near.begin(), near.end()));
}

TEST(Track, FindsTheUnitThatFollowsAndMeasuresItElsewhere) {
  const std::vector<std::string> here = letters("She said \"no\" to him. He had a \"cat\" once. It was big."), there = letters("Why \"not\" go, he asked. \"Never\" was all.");
  Random random(5);
  const auto noise = [&](Index rows) {
    Matrix out(rows, 5);
    for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(random.uniform());
    return out;
  };
  Matrix a = noise(static_cast<Index>(here.size())), b = noise(static_cast<Index>(there.size()));
  const auto inside_here = track_values("quote", here), inside_there = track_values("quote", there);
  for (Index t = 0; t < a.rows(); ++t) a(t, 3) = static_cast<Real>(0.2 - inside_here[static_cast<std::size_t>(t)]);
  for (Index t = 0; t < b.rows(); ++t) b(t, 3) = static_cast<Real>(0.2 - inside_there[static_cast<std::size_t>(t)]);
  const std::vector<FoundUnit> found = search_track(a, here, b, there);
  ASSERT_EQ(found.size(), track_properties().size());
  EXPECT_EQ(found.front().property, "quote");
  EXPECT_EQ(found.front().unit, 3);
  EXPECT_NEAR(found.front().searched, -1, 1e-6);
  EXPECT_NEAR(found.front().correlation, -1, 1e-6);
  for (Index t = 0; t < b.rows(); ++t) b(t, 3) = static_cast<Real>(random.uniform());
  EXPECT_GT(search_track(a, here, b, there).front().correlation, -0.6) << "what only fits where it was searched does not count";
}

// Among many units of noise one always seems to follow something, where it was searched.
TEST(Track, FindsNothingInNoiseThatLastsElsewhere) {
  const std::vector<std::string> here = letters("She said \"no\" to him. He had a \"cat\" once. It was big."), there = letters("Why \"not\" go, he asked. \"Never\" was all she said.");
  double searched = 0, kept = 0;
  int count = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Random random(seed);
    const auto noise = [&](Index rows) {
      Matrix out(rows, 500);
      for (Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<Real>(random.uniform());
      return out;
    };
    const Matrix a = noise(static_cast<Index>(here.size())), b = noise(static_cast<Index>(there.size()));
    for (const FoundUnit& each : search_track(a, here, b, there))
      if (each.unit >= 0) searched += std::abs(each.searched), kept += kept_of(each), ++count;
  }
  ASSERT_GE(count, 60);
  EXPECT_GT(searched / count, 0.35);
  EXPECT_LT(std::abs(kept / count), 0.1);
}

TEST(Track, CountsAsLostWhatTurnsItsSign) {
  const std::vector<std::string> text = letters("\"a\" bc \"d\" e.");
  const std::vector<double> inside = track_values("quote", text);
  Matrix a(static_cast<Index>(text.size()), 1);
  for (Index t = 0; t < a.rows(); ++t) a(t, 0) = static_cast<Real>(inside[static_cast<std::size_t>(t)]);
  const Matrix turned = -a;
  EXPECT_NEAR(kept_of(search_track(a, text, turned, text).front()), -1, 1e-6);
  EXPECT_NEAR(kept_of(search_track(turned, text, turned, text).front()), 1, 1e-6);
}

TEST(Track, SearchesOnePartOfWhatIsHeldOutAndMeasuresOnAnother) {
  const auto text = world_text(3);
  Random random(2);
  const auto search = begin_track(std::make_shared<Network>(Shape{nn::RecurrentKind::Lstm, text->size(), 4, nn::Init::Xavier, 1}, random), text);
  const auto middle = text->held_out.begin() + static_cast<std::ptrdiff_t>(text->held_out.size() / 2);
  EXPECT_NE(std::search(text->held_out.begin(), middle, search->ids[0].begin(), search->ids[0].end()), middle);
  EXPECT_NE(std::search(middle, text->held_out.end(), search->ids[1].begin(), search->ids[1].end()), text->held_out.end());
  std::string lines;
  for (int i = 0; i < 40; ++i) lines += "The cats swim.\n";
  const auto own = text_of(Source::Own, lines);
  ASSERT_TRUE(own.ok());
  const auto brief = begin_track(std::make_shared<Network>(Shape{nn::RecurrentKind::Lstm, own.value()->size(), 4, nn::Init::Xavier, 1}, random), own.value());
  EXPECT_GT(brief->ids[0].size(), own.value()->held_out.size()) << "too little is held out to be parted";
}

TEST(Track, AsksWhatAnLstmShowsAndWhatItKeeps) {
  const auto text = world_text(3);
  Random random(2);
  const Shape shape{nn::RecurrentKind::Lstm, text->size(), 4, nn::Init::Xavier, 1};
  const auto network = std::make_shared<Network>(shape, random);
  const auto search = begin_track(network, text);
  while (!go_on_track(*search, 100)) EXPECT_TRUE(search->found.empty());
  ASSERT_EQ(search->values[1].cols(), 8);
  const std::vector<int> targets(search->ids[1].size(), 0);
  const Reading whole = read(*network, search->ids[1], targets, network->zero_state(1).row(0));
  EXPECT_TRUE(search->values[1].leftCols(4).isApprox(whole.states, Real(1e-5)));
  EXPECT_TRUE(search->values[1].rightCols(4).isApprox(whole.cells, Real(1e-5)));
  EXPECT_EQ(track_column(shape, 3).symbol, "h");
  EXPECT_EQ(track_column(shape, 4).symbol, "c");
  EXPECT_EQ(track_column(shape, 4).unit, 0);
  EXPECT_EQ(track_column({nn::RecurrentKind::Rnn, 9, 4, nn::Init::Xavier, 1}, 3).symbol, "s");
  ASSERT_FALSE(search->found.empty());
  for (const FoundUnit& each : search->found) EXPECT_EQ(each.along.size(), search->ids[1].size());
}

TEST(Track, SaysWhenATextHasNothingOfIt) {
  const std::vector<std::string> text = letters("no speech here. none.");
  const Matrix values = Matrix::Random(static_cast<Index>(text.size()), 3);
  const auto found = search_track(values, text, values, text);
  EXPECT_EQ(found.front().unit, -1);
  EXPECT_GE(found[1].unit, 0);
}

TEST(Track, ReadsInSlicesWhatItReadsAtOnce) {
  Settings settings;
  settings.kind = nn::RecurrentKind::Lstm, settings.hidden = 8;
  const Reader reader(7, settings);
  const Snapshot seen = reader.observe({});
  const auto network = seen.contestants.front().network;
  const auto whole = begin_track(network, seen.text), sliced = begin_track(network, seen.text);
  while (!go_on_track(*whole, kTrackSymbols)) EXPECT_TRUE(whole->found.empty());
  while (!go_on_track(*sliced, 77)) EXPECT_TRUE(sliced->found.empty());
  EXPECT_TRUE(whole->values[1].isApprox(sliced->values[1], Real(1e-5)));
  ASSERT_EQ(whole->found.size(), sliced->found.size());
  for (std::size_t i = 0; i < whole->found.size(); ++i) EXPECT_NEAR(whole->found[i].correlation, sliced->found[i].correlation, 1e-4);
}

}  // namespace
}  // namespace epochs::recurrent

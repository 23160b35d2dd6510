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

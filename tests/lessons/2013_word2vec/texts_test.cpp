// The texts that are built in, and who is near whom.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "lessons/2013_word2vec/goods.hpp"
#include "lessons/2013_word2vec/nearest.hpp"
#include "lessons/2013_word2vec/texts.hpp"

namespace epochs::word2vec {
namespace {

TEST(Word2VecTexts, NumberWordsByHowCommonTheyAre) {
  const auto text = text_of_sentences(Source::Own, {{"b", "a", "b"}, {}, {"c", "a", "b"}}).value();
  EXPECT_EQ(text->words, (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(text->counts, (std::vector<long>{3, 2, 1}));
  EXPECT_EQ(text->ids, (std::vector<int>{0, 1, 0, kSentenceEnd, 2, 1, 0, kSentenceEnd}));
  EXPECT_EQ(text->total, 6);
  EXPECT_EQ(text->find("c"), 2);
  EXPECT_EQ(text->find("d"), -1);
}

TEST(Word2VecTexts, RefuseOneWordInOneSentence) {
  const auto text = text_of_sentences(Source::Own, {{"a", "a"}}, "one.txt");
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error(), "one.txt holds fewer than two different words; take a longer text.");
}

TEST(Word2VecTexts, KeepTheCommonestTenThousandWords) {
  std::vector<std::vector<std::string>> sentences(2);
  for (int i = 0; i < kMostWords + 50; ++i) sentences[0].push_back("word" + std::to_string(i));
  for (int i = 50; i < kMostWords + 50; ++i) sentences[1].push_back("word" + std::to_string(i));
  const auto text = text_of_sentences(Source::Own, sentences).value();
  EXPECT_EQ(text->size(), kMostWords);
  EXPECT_EQ(text->find("word0"), -1);
  EXPECT_GE(text->find("word50"), 0);
  EXPECT_TRUE(std::all_of(text->ids.begin(), text->ids.end(), [](int id) { return id < kMostWords; }));
}

TEST(Word2VecTexts, AreTheSameForASeedAndOthersForAnother) {
  for (const Source source : {Source::Shelf, Source::World, Source::Bilingual, Source::Few}) {
    const auto one = built_in_text(source, 3), again = built_in_text(source, 3), other = built_in_text(source, 4);
    EXPECT_EQ(one->ids, again->ids);
    EXPECT_NE(one->ids, other->ids);
  }
}

// Steps go back and forth between texts: the last few are there when the reader of one has gone, and no more than those.
TEST(Word2VecTexts, TheLastFewAreKept) {
  const std::weak_ptr<const Text> first = built_in_text(Source::Few, 101);
  for (std::uint64_t seed = 102; seed < 101 + kLastTexts; ++seed) built_in_text(Source::Few, seed);
  EXPECT_FALSE(first.expired());
  built_in_text(Source::Few, 101);               // asked for again, it is the last
  for (std::uint64_t seed = 201; seed < 200 + kLastTexts; ++seed) built_in_text(Source::Few, seed);
  EXPECT_FALSE(first.expired());
  built_in_text(Source::Few, 300);
  EXPECT_TRUE(first.expired());
}

// As rare as in the mixture of all kinds, an analogy would not be learned while a class waits.
TEST(Word2VecTexts, TheLessonsWorldTellsWhoIsWho) {
  const auto lesson = built_in_text(Source::World, 3), mixture = generated_text(Source::World, 3, 12'000);
  EXPECT_EQ(std::count(lesson->ids.begin(), lesson->ids.end(), kSentenceEnd), 48'000);
  const auto share = [](const Text& text, const char* word) { return static_cast<double>(text.counts[static_cast<std::size_t>(text.find(word))]) / static_cast<double>(text.total); };
  for (const char* word : {"he", "she", "lives", "capital"}) EXPECT_GT(share(*lesson, word), 1.5 * share(*mixture, word)) << word;
  EXPECT_GE(lesson->find("hello"), 0) << "sentences of all kinds are among them";
}

TEST(Word2VecTexts, InterleaveBothLanguagesInOneWindow) {
  const auto text = built_in_text(Source::Bilingual, 5);
  EXPECT_EQ(text->languages[static_cast<std::size_t>(text->find("cat"))], Language::English);
  EXPECT_EQ(text->languages[static_cast<std::size_t>(text->find("猫"))], Language::Chinese);
  long turns = 0, steps = 0;               // how often the language changes from one word to the next
  for (std::size_t i = 1; i < text->ids.size(); ++i) {
    if (text->ids[i] == kSentenceEnd || text->ids[i - 1] == kSentenceEnd) continue;
    ++steps;
    turns += text->languages[static_cast<std::size_t>(text->ids[i])] != text->languages[static_cast<std::size_t>(text->ids[i - 1])];
  }
  EXPECT_GT(turns, steps / 2);
}

TEST(Word2VecTexts, AFewAreAboutAHundredWords) {
  const auto text = built_in_text(Source::Few, 1);
  EXPECT_GE(text->total, 100);
  EXPECT_LE(text->total, 130);
}

TEST(Word2VecGoods, GoIntoBasketsByWhatTheyAreFor) {
  const auto all = baskets(1, 3000);
  EXPECT_EQ(all, baskets(1, 3000));
  EXPECT_NE(all, baskets(2, 3000));
  for (const auto& basket : all) {
    EXPECT_GE(basket.size(), 3u);
    EXPECT_LE(basket.size(), 6u);
    EXPECT_EQ(std::set<std::string>(basket.begin(), basket.end()).size(), basket.size());
  }
  for (std::size_t good = 0; good < goods().size(); ++good) {
    const auto liked = also_liked(all, static_cast<int>(good), 3);
    ASSERT_EQ(liked.size(), 3u);
    for (const auto& [other, together] : liked) EXPECT_EQ(goods()[static_cast<std::size_t>(other)].kind, goods()[good].kind) << goods()[good].id;
  }
}

TEST(Word2VecGoods, AreCountedWhereTheyAreTogetherMoreOftenThanByChance) {
  const std::string a = goods()[0].id, b = goods()[1].id, c = goods()[2].id;
  // a and b: twice together of 3 with a, of 2 with b, in 4 baskets: 2·4 > 3·2. a and c: once, of 3 and 2: 1·4 < 3·2.
  const auto liked = also_liked({{a, b}, {a, b}, {a, c}, {c}}, 0, 5);
  ASSERT_EQ(liked.size(), 1u);
  EXPECT_EQ(liked[0], (std::pair<int, int>{1, 2}));
}

// ---- Near ----------------------------------------------------------------------------------------------------------------

Matrix some_vectors() {
  Matrix v(5, 2);
  v << 1, 0, 2, 2, 0, 3, -1, 0, 0, 0;
  return v;
}

TEST(Word2VecNearest, OrdersByAngleAndPassesOver) {
  const Matrix v = some_vectors();
  const std::vector<float> query{1, 0};
  const int without[] = {0};
  const auto near = nearest(v, query, 10, without);
  ASSERT_EQ(near.size(), 3u);              // the row of length 0 is near to nothing
  EXPECT_EQ(near[0].word, 1);
  EXPECT_NEAR(near[0].cosine, std::sqrt(0.5), 1e-6);
  EXPECT_EQ(near[1].word, 2);
  EXPECT_NEAR(near[2].cosine, -1, 1e-6);
  EXPECT_EQ(nearest(v, query, 1)[0].word, 0);
  EXPECT_TRUE(nearest(v, std::vector<float>{0, 0}, 3).empty());
}

TEST(Word2VecNearest, AnAnalogyIsTheSameStepFromAnotherWord) {
  Matrix v(4, 3);
  v << 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1;   // man, woman, king, queen
  const auto near = analogy(v, 0, 1, 2, 2, QueryWords::PassedOver);
  ASSERT_EQ(near.size(), 1u);
  EXPECT_EQ(near[0].word, 3);
  EXPECT_EQ(analogy(v, 0, 1, 2, 4, QueryWords::Allowed).size(), 4u);
}

TEST(Word2VecNearest, OneHotKnowsNoNeighbours) {
  const auto text = text_of_sentences(Source::Own, {{"a", "b", "c"}}).value();
  const auto near = one_hot_neighbours(*text, 1, 5);
  ASSERT_EQ(near.size(), 2u);
  for (const Near& each : near) EXPECT_EQ(each.cosine, 0);
}

TEST(Word2VecNearest, ByTfIdfWordsOfTheSameSentencesAreNear) {
  const auto text = text_of_sentences(Source::Own, {{"a", "b"}, {"a", "b"}, {"c", "d"}, {"c", "a"}}).value();
  const auto near = tfidf_neighbours(*text, text->find("b"), 3);
  ASSERT_EQ(near.size(), 3u);
  EXPECT_EQ(text->word(near[0].word), "a");
  EXPECT_NEAR(near[0].cosine, 2 / std::sqrt(2.0 * 3), 1e-9);     // (1,1,0,0)·(1,1,0,1): idf cancels
  EXPECT_EQ(near[2].cosine, 0);
}

}  // namespace
}  // namespace epochs::word2vec

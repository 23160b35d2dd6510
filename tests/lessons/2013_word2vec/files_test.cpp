// Texts and vectors from outside, and vectors on their way out.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/temporary_folder.hpp"
#include "lessons/2013_word2vec/files.hpp"
#include "lessons/2013_word2vec/gap.hpp"
#include "lessons/2013_word2vec/goods.hpp"
#include "lessons/2013_word2vec/reading.hpp"
#include "lessons/2013_word2vec/sentences.hpp"

namespace epochs::word2vec {
namespace {

using epochs::testing::TemporaryFolder;
using Words = std::vector<std::string>;

class Word2VecFiles : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& bytes) const {
    const std::filesystem::path file = folder.path() / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }
  std::shared_ptr<const Text> opened(const std::string& file) const {
    const Result<Command> command = command_for_file(file);
    EXPECT_TRUE(command.ok()) << (command.ok() ? "" : command.error());
    return command ? std::get<UseText>(command.value()).text : nullptr;
  }
  static Snapshot trained() {
    Word2Vec model(3, {.source = Source::Few, .width = 5});
    model.train(200);
    return model.observe({});
  }
  TemporaryFolder folder;
};

TEST_F(Word2VecFiles, AreCutIntoWordsAndSentences) {
  EXPECT_EQ(words_of_line("Don't STOP, 3.14 Ångström’s café!", Source::Own), (Words{"don't", "stop", "3", "14", "ångström's", "café"}));
  EXPECT_EQ(words_of_line("国王吃苹果。", Source::Own), (Words{"国王", "吃", "苹果"}));
  EXPECT_EQ(words_of_line("床前明月光，", Source::Poems), (Words{"床", "前", "明", "月", "光"}));
  const auto text = own_text("a b. c d\ne f\n").value();
  EXPECT_EQ(std::count(text->ids.begin(), text->ids.end(), kSentenceEnd), 3);
  const auto wrapped = own_text("this line is so long that it surely was wrapped where it ends now\nand goes on").value();
  EXPECT_EQ(std::count(wrapped->ids.begin(), wrapped->ids.end(), kSentenceEnd), 1);
}

TEST_F(Word2VecFiles, MayBeWrittenInAnyEncoding) {
  const std::string utf16{"\xFF\xFE" "c\0a\0t\0 \0\x2B\x73\n\0", 14}, gb18030 = "\xC3\xA8 \xC0\xCF\xCA\xF3 \xC3\xA8\n";      // cat 猫 · 猫 老鼠 猫
  EXPECT_EQ(opened(write("a.txt", utf16))->words, (Words{"cat", "猫"}));
  EXPECT_EQ(opened(write("b.txt", gb18030))->words, (Words{"猫", "老鼠"}));
}

TEST_F(Word2VecFiles, WithoutWordsAreRefusedInASentence) {
  for (const char* bytes : {"", "... !!! \n\n", "word word word"}) {
    const Result<Command> command = command_for_file(write("empty.txt", bytes));
    ASSERT_FALSE(command.ok()) << bytes;
    EXPECT_EQ(command.error(), "empty.txt holds fewer than two different words; take a longer text.");
    EXPECT_EQ(command.failure().in(Language::Chinese), "empty.txt 中不同的词少于两个；请换一段更长的文本。");
  }
  EXPECT_FALSE(command_for_file(folder.path().string()).ok());
  EXPECT_FALSE(command_for_file((folder.path() / "nothing.txt").string()).ok());
  EXPECT_FALSE(command_for_paste(std::string(kMostPasted + 1, 'a')).ok());
}

TEST_F(Word2VecFiles, OfGarbageAreRefused) {
  std::string garbage;
  for (int i = 0; i < 5000; ++i) garbage += static_cast<char>(i * 7919 % 251);
  EXPECT_FALSE(command_for_file(write("garbage.txt", garbage)).ok());
  for (const char* name : {"garbage.bin", "garbage.vec", "garbage.tsv", "vectors.tsv"}) EXPECT_FALSE(command_for_file(write(name, garbage)).ok()) << name;
  EXPECT_FALSE(command_for_file(write("cut.txt", "3 4\na 1 2 3 4\nb 1 2\n")).ok());
}

// Of five million words, a million of them found once, the first four million are read; the rare ones do not fill the memory.
TEST_F(Word2VecFiles, OfAnyLengthAreReadAsFarAsTheyCount) {
  const std::string file = (folder.path() / "long.txt").string();
  std::ofstream out(file, std::ios::binary);
  constexpr long kRounds = 1'000'000;
  for (long i = 0; i < kRounds; ++i) out << "the cat sees w" << i << " here.\n";
  out.close();
  EXPECT_GT(std::filesystem::file_size(file), 25'000'000u);
  const auto text = opened(file);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->extent, Extent::Beginning);
  EXPECT_LE(text->size(), kMostWords);
  EXPECT_LE(static_cast<std::size_t>(text->total), kMostTextWords);
  for (const char* word : {"the", "cat", "sees", "here"}) {
    ASSERT_GE(text->find(word), 0) << word;
    EXPECT_EQ(text->counts[static_cast<std::size_t>(text->find(word))], static_cast<long>(kMostTextWords) / 5) << word;
  }
}

TEST_F(Word2VecFiles, KeepVectorsFloatForFloat) {
  const Snapshot seen = trained();
  for (const ModelForm& form : kModelForms) {
    const std::string file = (folder.path() / ("mine" + std::string(form.ending))).string();
    ASSERT_TRUE(write_vectors(seen, file).ok()) << file;
    const Result<Command> command = command_for_file(file);
    ASSERT_TRUE(command.ok()) << command.error();
    const auto& vectors = *std::get<UseVectors>(command.value()).vectors;
    EXPECT_EQ(vectors.words, seen.text->words) << file;
    EXPECT_EQ(vectors.values, std::vector<float>(seen.vectors->data(), seen.vectors->data() + seen.vectors->size())) << file;
  }
  // Either file of the pair.
  const Result<Command> other = command_for_file((folder.path() / "mine_metadata.tsv").string());
  ASSERT_TRUE(other.ok()) << other.error();
  EXPECT_EQ(std::get<UseVectors>(other.value()).vectors->words, seen.text->words);
}

// A slice at a time: the same, and how far it is only grows.
TEST_F(Word2VecFiles, AreReadInSlicesToTheSame) {
  std::string words;
  for (int i = 0; i < 40'000; ++i) words += "the cat sees w" + std::to_string(i % 700) + " here.\n";
  const Snapshot seen = trained();
  const std::string vectors = (folder.path() / "mine.vec").string(), binary = (folder.path() / "mine.bin").string();
  ASSERT_TRUE(write_vectors(seen, vectors).ok() && write_vectors(seen, binary).ok());
  for (const std::string& file : {write("long.txt", words), vectors, binary}) {
    auto reading = FileReading::open(file);
    ASSERT_TRUE(reading.ok());
    std::optional<Result<Command>> end;
    int slices = 0;
    for (double share = 0; !end; ++slices) {
      EXPECT_GE(reading.value().share(), share);
      EXPECT_LE(reading.value().share(), 1);
      share = reading.value().share();
      end = reading.value().go_on(std::chrono::microseconds(0));
    }
    EXPECT_GE(slices, 2) << file;
    ASSERT_TRUE(end->ok()) << end->error();
    const Result<Command> whole = command_for_file(file);
    ASSERT_EQ(whole.value().index(), end->value().index());
    if (const auto* text = std::get_if<UseText>(&whole.value())) {
      EXPECT_EQ(std::get<UseText>(end->value()).text->ids, text->text->ids);
      EXPECT_GT(slices, 10);
    } else {
      EXPECT_EQ(*std::get<UseVectors>(end->value()).vectors, *std::get<UseVectors>(whole.value()).vectors);
    }
  }
  auto broken = FileReading::open(write("broken.vec", "3 2\ncat 1 0\ndog 1 x\nking 1 1\n"));
  std::optional<Result<Command>> end;
  while (!end) end = broken.value().go_on(std::chrono::microseconds(0));
  EXPECT_FALSE(end->ok());
  EXPECT_NE(end->error().find("broken.vec:3: number 2"), std::string::npos) << end->error();
}

TEST_F(Word2VecFiles, PairTheTablesOfAProjector) {
  EXPECT_EQ(projector_partner("/a/vectors.tsv"), "/a/metadata.tsv");
  EXPECT_EQ(projector_partner("/a/metadata.tsv"), "/a/vectors.tsv");
  EXPECT_EQ(projector_partner("/a/my_vectors.tsv"), "/a/my_metadata.tsv");
  EXPECT_EQ(projector_partner("/a/my.tsv"), "/a/my_metadata.tsv");
  EXPECT_EQ(projector_partner("/a/my_metadata.tsv"), "/a/my.tsv");
}

TEST_F(Word2VecFiles, AreReadAgainForASavedRun) {
  const std::string file = write("mine.txt", "a b c. a b.");
  for (Command command : {Command(UseText{nullptr, file, "", Source::Own}), Command(UseText{nullptr, "", "a b c", Source::Own})}) {
    ASSERT_TRUE(read_again(command).ok());
    EXPECT_EQ(std::get<UseText>(command).text->size(), 3);
  }
  Command gone = UseText{nullptr, file + ".gone", "", Source::Own};
  const Result<void> read = read_again(gone);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().find("This run cannot go on without its text: "), 0u);
}

TEST_F(Word2VecFiles, ThatWereNotFetchedAreMissedInASentence) {
  const char* given = std::getenv("XDG_DATA_HOME");
  const std::string before = given ? given : "";
  ::setenv("XDG_DATA_HOME", folder.path().c_str(), 1);
  if (!std::filesystem::exists("/usr/share/games/fortunes/tang300")) {
    const auto poems = fetched_text(Source::Poems);
    ASSERT_FALSE(poems.ok());
    EXPECT_NE(poems.error().find("tools/setup.sh --data"), std::string::npos);
    EXPECT_NE(poems.failure().in(Language::Chinese).find("没有安装唐诗"), std::string::npos);
  }
  std::filesystem::create_directories(folder.path() / "epochs/data/usr/share/games/fortunes");
  write("epochs/data/usr/share/games/fortunes/tang300", "《静夜思》\n作者：李白\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n%\n");
  const auto poems = fetched_text(Source::Poems);
  given ? ::setenv("XDG_DATA_HOME", before.c_str(), 1) : ::unsetenv("XDG_DATA_HOME");
  ASSERT_TRUE(poems.ok()) << poems.error();
  EXPECT_EQ(poems.value()->total, 20);
  EXPECT_EQ(poems.value()->source, Source::Poems);
  EXPECT_GE(poems.value()->find("霜"), 0);
}

// ---- Goods -------------------------------------------------------------------------------------------------------------

TEST(Word2VecGoods, FillTheSameBasketsForTheSameSeed) {
  EXPECT_EQ(baskets(7, 300), baskets(7, 300));
  EXPECT_NE(baskets(7, 300), baskets(8, 300));
  for (const auto& basket : baskets(7, 300)) {
    EXPECT_GE(basket.size(), 3u);
    EXPECT_LE(basket.size(), 6u);
  }
}

TEST(Word2VecGoods, AreLikedTogetherMoreOftenThanByChance) {
  const auto place = [](const std::string& id) {
    for (std::size_t i = 0; i < goods().size(); ++i)
      if (goods()[i].id == id) return static_cast<int>(i);
    return -1;
  };
  // Five baskets: teapot with mug in two of three (chance: 3 · 3 / 5 = 1.8), honey with mug in one (chance: 3 · 2 / 5 = 1.2).
  const std::vector<Words> five{{"mug", "teapot", "pen"}, {"mug", "teapot", "ink"}, {"mug", "honey", "map"}, {"teapot", "honey", "pen"}, {"pen", "ink", "map"}};
  const std::vector<std::pair<int, int>> liked = also_liked(five, place("mug"), 10);
  ASSERT_EQ(liked.size(), 1u);
  EXPECT_EQ(liked[0], (std::pair<int, int>{place("teapot"), 2}));
}

// ---- Gaps --------------------------------------------------------------------------------------------------------------

TEST(Word2VecGap, FindsTheHolesOfALine) {
  const auto poems = text_of_sentences(Source::Poems, {{"床", "前", "明", "月", "光"}}).value();
  const Line line = line_of(*poems, "床前□_光霜");
  EXPECT_EQ(line.words, (Words{"床", "前", "□", "□", "光", "霜"}));
  EXPECT_EQ(line.ids, (std::vector<int>{0, 1, -1, -1, 4, -2}));
}

TEST(Word2VecGap, IsFilledBySharesThatAddUp) {
  Word2Vec model(1, {.source = Source::Few, .method = Method::Cbow, .width = 6});
  model.train(3000);
  const Snapshot seen = model.observe({});
  const Line line = line_of(*seen.text, seen.text->word(0) + " □ " + seen.text->word(1));
  const std::vector<Fit> all = fits(seen, line, 1, seen.text->size());
  ASSERT_EQ(static_cast<int>(all.size()), seen.text->size());
  double total = 0;
  for (const Fit& fit : all) total += fit.probability;
  EXPECT_NEAR(total, 1, 1e-9);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const Fit& a, const Fit& b) { return a.probability > b.probability; }));
  EXPECT_TRUE(fits(seen, line_of(*seen.text, "□"), 0, 5).empty());       // nothing is known around it
  EXPECT_EQ(fits(seen, line, 1, 5).size(), 5u);
}

}  // namespace
}  // namespace epochs::word2vec

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "claim/build_id.hpp"
#include "claim/runner.hpp"

namespace epochs {
namespace {

using claim::Claim;
using claim::Entry;
using claim::Outcome;
using claim::Record;
using claim::Status;
using testing::ElementsAre;
using testing::HasSubstr;

Claim claim_of(const char* id, Status status) {
  return {id, {}, 1, [status](std::uint64_t seed, const claim::Budget&) { return Outcome{status, {{"seed_seen", static_cast<double>(seed)}}, "seed_seen ≥ 0", 7}; }};
}

class Claims : public testing::Test {
 protected:
  const Claim one = claim_of("net.learns", Status::Holds), two = claim_of("net.forgets", Status::Fails), three = claim_of("network.other", Status::NoData);
  const std::vector<Entry> all{{"a", &one}, {"a", &two}, {"b", &three}};
  const std::string path = (std::filesystem::temp_directory_path() / ("epochs_claims_" + std::to_string(getpid()) + ".jsonl")).string();
  ~Claims() override { std::filesystem::remove(path); }

  std::vector<std::string> ids(const std::vector<std::string>& wanted) {
    std::vector<std::string> out;
    const auto chosen = claim::choose(all, wanted);
    if (!chosen) return {chosen.error()};
    for (const Entry& entry : chosen.value()) out.push_back(entry.claim->id);
    return out;
  }
};

TEST_F(Claims, AreChosenByIdOrByThePartBeforeTheDot) {
  EXPECT_EQ(ids({}).size(), 3u);
  EXPECT_THAT(ids({"net"}), ElementsAre("net.learns", "net.forgets")) << "network is another part";
  EXPECT_THAT(ids({"network.other", "net.learns"}), ElementsAre("net.learns", "network.other"));
  EXPECT_THAT(ids({"net", "ne"}), ElementsAre(HasSubstr("no claim \"ne\"")));
  EXPECT_THAT(ids({""}), ElementsAre(HasSubstr("no claim")));
}

TEST_F(Claims, Seeds) {
  const auto seeds = [](const char* text) {
    const auto result = claim::parse_seeds(text);
    return result ? result.value() : std::vector<std::uint64_t>{};
  };
  EXPECT_THAT(seeds("1"), ElementsAre(1));
  EXPECT_THAT(seeds("1-5"), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(seeds("7, 2-3,7"), ElementsAre(7, 2, 3));
  for (const char* wrong : {"", "a", "5-1", "1-", "-1", "1-2-3", "1,,2", "1.5", "0-1000", "99999999999999999999", "1-18446744073709551615"}) EXPECT_TRUE(seeds(wrong).empty()) << wrong;
}

TEST_F(Claims, RecordsGoThroughTextAndKeepTheKeysOfTheDesign) {
  Record record = claim::run(all[0], 42);
  record.outcome.measured.push_back({"blown_up", HUGE_VAL});
  record.outcome.measured.push_back({"a", 0.1 + 0.2});
  const std::string line = claim::to_json(record).dump();
  EXPECT_THAT(line, testing::StartsWith(R"({"claim":"net.learns","lesson":"a","seed":42,"status":"holds","measured":{"seed_seen":42.0,)"));
  EXPECT_THAT(line, HasSubstr(R"("threshold":"seed_seen ≥ 0","updates":7,"seconds":)"));
  const auto read = claim::record_from_json(line);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(claim::to_json(read.value()).at("measured").at("a"), 0.1 + 0.2);
  EXPECT_EQ(read.value().build, claim::build_id());
  for (const char* wrong : {"", "[]", "{}", "{\"claim\":\"x\",\"seed\":-1,\"status\":\"holds\"}", "{\"claim\":\"x\",\"seed\":1,\"status\":\"great\"}", "{\"claim\":"})
    EXPECT_FALSE(claim::record_from_json(wrong).ok()) << wrong;
}

TEST_F(Claims, WhatAClaimThrowsIsItsFailure) {
  const Claim broken{"net.broken", {}, 1, [](std::uint64_t, const claim::Budget&) -> Outcome { throw std::runtime_error("no room"); }};
  const Record record = claim::run({"a", &broken}, 1);
  EXPECT_EQ(record.failure, "no room");
  EXPECT_EQ(record.outcome.status, Status::Fails);
}

TEST_F(Claims, FourOfFivePassAndASeedWithoutDataHasNotHeld) {
  const auto verdict = [&](std::initializer_list<Status> each) {
    std::vector<Record> records;
    for (const Status status : each) records.push_back({"net.learns", "a", 1, {status, {}, "", 0}, 0, "", ""});
    return claim::verdicts(records).front().status();
  };
  const auto h = Status::Holds, f = Status::Fails, n = Status::NoData;
  EXPECT_EQ(verdict({h, h, f, h, h}), h);
  EXPECT_EQ(verdict({h, f, f, h, h}), f);
  EXPECT_EQ(verdict({h}), h);
  EXPECT_EQ(verdict({f}), f);
  EXPECT_EQ(verdict({n, n}), n);
  EXPECT_EQ(verdict({n, f}), f);
  EXPECT_EQ(verdict({h, h, h, n, n}), f) << "three of five";
  EXPECT_EQ(verdict({h, h, h, h, n}), h);
}

TEST_F(Claims, ResultsAreAppendedAndFoundAgain) {
  auto file = claim::ResultsFile::open(path);
  ASSERT_TRUE(file.ok());
  const Record record = claim::run(all[0], 3);
  ASSERT_TRUE(file.value().append(record).ok());
  const auto again = claim::ResultsFile::open(path);
  ASSERT_TRUE(again.ok());
  EXPECT_NE(again.value().find("net.learns", 3, claim::build_id()), nullptr);
  EXPECT_EQ(again.value().find("net.learns", 4, claim::build_id()), nullptr);
  EXPECT_EQ(again.value().find("net.learns", 3, "another build"), nullptr);
}

TEST_F(Claims, ADamagedResultsFileLosesNothing) {
  const std::string before = claim::to_json(claim::run(all[0], 1)).dump() + "\nnonsense\n{\"claim\":\"cut o";
  std::ofstream(path) << before;
  auto file = claim::ResultsFile::open(path);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file.value().unreadable(), 2);
  ASSERT_TRUE(file.value().append(claim::run(all[1], 2)).ok());
  std::ifstream in(path);
  const std::string after((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(after, testing::StartsWith(before + "\n{"));
  const auto again = claim::ResultsFile::open(path);
  EXPECT_NE(again.value().find("net.forgets", 2, claim::build_id()), nullptr);
}

TEST_F(Claims, ResultsThatCannotBeWrittenAreASentence) {
  EXPECT_FALSE(claim::ResultsFile::open("/").ok());
  auto file = claim::ResultsFile::open("/nowhere/at/all.jsonl");
  ASSERT_TRUE(file.ok());
  EXPECT_THAT(file.value().append(claim::run(all[0], 1)).error(), HasSubstr("cannot be written"));
}

TEST_F(Claims, TheBuildHasAName) {
  EXPECT_GT(claim::build_id().size(), 8u);
  EXPECT_THAT(std::string(claim::build_id()), testing::AnyOf(HasSubstr("GNU"), HasSubstr("Clang")));
}

}  // namespace
}  // namespace epochs

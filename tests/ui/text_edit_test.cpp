// Editing without drawing: every place stands between two characters, whatever the script.
#include <gtest/gtest.h>

#include "core/random.hpp"
#include "core/text.hpp"
#include "ui/text_edit.hpp"

namespace epochs::ui {
namespace {

using Move = TextEdit::Motion;
using Selection = TextEdit::Selection;

TEST(TextEdit, LettersKeepTheirCaseAndChineseItsBytes) {
  TextEdit edit;
  edit.insert("Ada 感知机", 80);
  EXPECT_EQ(edit.text(), "Ada 感知机");
  EXPECT_EQ(edit.caret(), edit.text().size());
  edit.erase(Move::Left);
  EXPECT_EQ(edit.text(), "Ada 感知");
  edit.move(Move::Left, Selection::Drop);
  edit.insert("X", 80);
  EXPECT_EQ(edit.text(), "Ada 感X知");
}

TEST(TextEdit, WordsAreJumpedOverInBothScripts) {
  TextEdit edit("one two-three 感知机 end");
  std::vector<std::size_t> places;
  edit.move(Move::Start, Selection::Drop);
  for (int i = 0; i < 8 && edit.caret() < edit.text().size(); ++i) edit.move(Move::WordRight, Selection::Drop), places.push_back(edit.caret());
  EXPECT_EQ(places, (std::vector<std::size_t>{3, 7, 8, 13, 23, 27}));
  edit.move(Move::WordLeft, Selection::Drop);
  EXPECT_EQ(edit.caret(), 24u);
  edit.erase(Move::WordLeft);
  EXPECT_EQ(edit.text(), "one two-three end");
}

TEST(TextEdit, SelectionsGrowShrinkAndAreReplaced) {
  TextEdit edit("word2vec");
  edit.move(Move::Left, Selection::Extend);
  edit.move(Move::Left, Selection::Extend);
  EXPECT_EQ(edit.selected(), "ec");
  edit.move(Move::Right, Selection::Extend);
  EXPECT_EQ(edit.selected(), "c");
  edit.move(Move::Start, Selection::Extend);
  EXPECT_EQ(edit.selected(), "word2vec");     // the end where it began stays
  edit.insert("GPT", 80);
  EXPECT_EQ(edit.text(), "GPT");
  edit.select_all();
  edit.move(Move::Left, Selection::Drop);
  EXPECT_EQ(edit.caret(), 0u);
  EXPECT_TRUE(edit.selection().empty());
}

TEST(TextEdit, AWordIsTakenWhole) {
  TextEdit edit("the cat slept");
  edit.select_word(5);
  EXPECT_EQ(edit.selected(), "cat");
  edit.select_word(edit.text().size());
  EXPECT_EQ(edit.selected(), "slept");
}

TEST(TextEdit, WhatComesFromOutsideIsCleanedAndCut) {
  TextEdit edit;
  edit.insert("a\nb\tc\x01\x7F" "d\xFF\xC3", 80);
  EXPECT_EQ(edit.text(), "a b cd");
  edit.set("");
  edit.insert("感知机感知机", 4);
  EXPECT_EQ(edit.text(), "感知机感");
  edit.insert("x", 4);
  EXPECT_EQ(edit.text(), "感知机感");
  edit.select_all();
  edit.insert("abcdef", 4);                    // what is selected makes room
  EXPECT_EQ(edit.text(), "abcd");
}

TEST(TextEdit, UndoTakesBackAWordOfTyping) {
  TextEdit edit;
  for (const char* letter : {"a", "b", "c"}) edit.insert(letter, 80);
  edit.erase(Move::Left);
  EXPECT_TRUE(edit.undo());
  EXPECT_EQ(edit.text(), "abc");
  EXPECT_TRUE(edit.undo());
  EXPECT_EQ(edit.text(), "");
  EXPECT_FALSE(edit.undo());
  EXPECT_TRUE(edit.redo());
  EXPECT_EQ(edit.text(), "abc");
}

TEST(TextEdit, AnyOrderOfKeysLeavesWholeCharacters) {
  Random random(7);
  TextEdit edit;
  const char* pieces[] = {"a", "é", "感", "😀", " ", "-", "机器 learning"};
  for (int i = 0; i < 5000; ++i) {
    const auto selection = random.below(2) == 0 ? Selection::Drop : Selection::Extend;
    const auto motion = static_cast<Move>(random.below(6));
    switch (random.below(6)) {
      case 0: edit.move(motion, selection); break;
      case 1: edit.erase(motion); break;
      case 2: edit.place(random.below(200), selection); break;
      case 3: edit.select_word(random.below(200)); break;
      case 4: random.below(2) == 0 ? edit.undo() : edit.redo(); break;
      default: edit.insert(pieces[random.below(7)], 60); break;
    }
    ASSERT_TRUE(is_valid_utf8(edit.text())) << i;
    ASSERT_TRUE(is_valid_utf8(edit.selected())) << i;
    ASSERT_LE(edit.caret(), edit.text().size());
    ASSERT_LE(decode_utf8(edit.text()).size(), 60u);
  }
}

}  // namespace
}  // namespace epochs::ui

#include "files/source_file.h"

#include <gtest/gtest.h>

#include "files/fingerprint.h"
#include "files/temporary_folder.h"

namespace weft {
namespace {

TEST(SourceFile, IsWrittenInOneStepAndReadByLines) {
  const TemporaryFolder folder = TemporaryFolder::make().value();
  const auto path = folder.path() / "a.cpp";
  ASSERT_TRUE(write_file(path, "one\ntwo\n"));
  EXPECT_EQ(read_source(path).value(), "one\ntwo\n");
  SourceCache cache;
  EXPECT_EQ(cache.line(path.string(), 2), "two");
  EXPECT_EQ(cache.line(path.string(), 0), std::nullopt);
  EXPECT_EQ(cache.line(path.string(), 3), std::nullopt);
  EXPECT_EQ(cache.line((folder.path() / "no.cpp").string(), 1), std::nullopt);
}

TEST(SourceFile, ADeviceIsRefused) {
  EXPECT_NE(read_source("/dev/zero").error().find("not a regular file"), std::string::npos);
}

TEST(SourceFile, TemporaryFoldersAreRemoved) {
  std::filesystem::path path;
  {
    const TemporaryFolder folder = TemporaryFolder::make().value();
    path = folder.path();
    ASSERT_TRUE(write_file(path / "x", "x"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(SourceFile, WhatCannotBeWrittenIsSaid) {
  EXPECT_NE(write_file("/no/such/folder/x", "x").error().find("/no/such/folder/x"), std::string::npos);
}

TEST(Fingerprint, KnowsWherePartsEnd) {
  EXPECT_EQ(Fingerprint().add("ab").add("c").hex(), Fingerprint().add("ab").add("c").hex());
  EXPECT_NE(Fingerprint().add("ab").add("c").hex(), Fingerprint().add("a").add("bc").hex());
  EXPECT_EQ(Fingerprint().hex(), "cbf29ce484222325");  // the offset basis of FNV-1a
}

}  // namespace
}  // namespace weft

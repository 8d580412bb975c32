// An execution graph in the making: of the operations assumed to take place, what has been chosen so far.
#pragma once

#include "check/oracle/behaviour.h"
#include "check/oracle/skeleton.h"

namespace weft::oracle {

class Candidate {
 public:
  // The skeleton must outlive it and its extensions.
  explicit Candidate(const Skeleton& skeleton);

  const Skeleton& skeleton() const { return *skeleton_; }
  const Graph& graph() const { return graph_; }
  int source_of(int read) const { return source_[read]; }  // kNoEvent: not chosen

  bool is_complete() const;
  // Every way to make the next choice: the next section of a mutex, else the next write of a location, else
  // what the next read reads from. None where a mutex stays locked that others have yet to lock.
  std::vector<Candidate> extensions() const;

  // Of a complete graph.
  ExecutionClass execution_class() const;
  int last_write_of(int place) const;  // kNoEvent: the program does not name the place

 private:
  std::vector<int> open_sections(int mutex) const;
  std::vector<int> open_writes(int location) const;
  int open_read() const;
  int unlock_after(int lock) const;

  std::vector<Candidate> with_next_section(const std::vector<int>& locks) const;
  std::vector<Candidate> with_next_write(const std::vector<int>& writes) const;
  std::vector<Candidate> with_sources_of(int read) const;

  void append_section(int lock);
  void append_write(int write);
  void read_from(int read, int write);

  const Skeleton* skeleton_;
  Graph graph_;
  std::vector<int> source_;                              // of each event that reads
  std::array<std::vector<int>, kPlaces> modifications_;  // but for the initial
  std::array<std::vector<int>, kMutexes> locks_;         // in the order of their sections
};

}  // namespace weft::oracle

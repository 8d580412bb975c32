// Calls into the program that it may leave by a trap: the one way off a stack that runs no code of the program, neither
// destructors nor catch clauses.
addToLibrary({
  // Set in the thread that is about to trap.
  $weftTrap: { expected: false },

  weft_js_expect_trap__deps: ['$weftTrap'],
  weft_js_expect_trap: () => {
    weftTrap.expected = true;
  },

  /** null when `run` returned or ended in the trap that was announced; else what it threw. */
  $weftGuarded__deps: ['$weftTrap'],
  $weftGuarded: (run) => {
    try {
      run();
    } catch (error) {
      if (!weftTrap.expected) return error;
      weftTrap.expected = false;
    }
    return null;
  },
});

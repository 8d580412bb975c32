// weft/deadlock.h in checked programs.
#error "weft/deadlock.h has no model in the checker: such programs run on real threads only (weft run)"

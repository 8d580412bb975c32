// weft/task.h in checked programs.
#error "weft/task.h has no model in the checker: such programs run on real threads only (weft run)"

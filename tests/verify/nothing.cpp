// What `weft check` compiles: the program beside it is compiled already.

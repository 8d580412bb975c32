// The page's side of bridge.h, as methods of the module. Outcomes travel through the heap: a stack has no room for them.
Module['show'] = (scenario_outcome_json) => {
  const text = stringToNewUTF8(scenario_outcome_json);
  _weft_app_show(text);
  _free(text);
};
Module['clear'] = () => _weft_app_clear();
Module['select'] = (event_index) => _weft_app_select(event_index);
Module['theme'] = (dark) => _weft_app_theme(dark ? 1 : 0);

"""One module a command: its docstring is the help, `register` adds its arguments, `run` returns the exit code."""

"""When and how this episode began, told apart from every other time in the talk."""

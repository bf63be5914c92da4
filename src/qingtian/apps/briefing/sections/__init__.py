"""The parts of the picture, a file each: a function from who asks to a part. A part without lines says so calmly."""

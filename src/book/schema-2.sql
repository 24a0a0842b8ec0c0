-- Version 2: segments have a colour, and a yes may hold for a time only.
-- The place of the colour in the palette.
ALTER TABLE segment ADD COLUMN colour INTEGER NOT NULL DEFAULT 0;
-- For grants and permits: the instant from which they no longer hold.
ALTER TABLE consent_event ADD COLUMN until INTEGER;

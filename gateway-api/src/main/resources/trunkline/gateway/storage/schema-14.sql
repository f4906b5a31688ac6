-- What a message asks for about the hours in which it may leave, see HoursColumn; NULL for nothing.
ALTER TABLE message ADD COLUMN hours TEXT;

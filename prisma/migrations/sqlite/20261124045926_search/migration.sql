-- By hand. The key is the whole row, so without a row number beside it the table takes half the room and half the writing.
DROP TABLE "SearchPosting";
CREATE TABLE "SearchPosting" (
    "term" TEXT NOT NULL,
    "document" INTEGER NOT NULL,

    PRIMARY KEY ("term", "document")
) WITHOUT ROWID;

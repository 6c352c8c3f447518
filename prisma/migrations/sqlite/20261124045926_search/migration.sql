-- CreateTable
CREATE TABLE "SearchPosting" (
    "term" TEXT NOT NULL,
    "document" INTEGER NOT NULL,

    PRIMARY KEY ("term", "document")
) WITHOUT ROWID; -- by hand: half the size and half the writing, since the key is the whole row

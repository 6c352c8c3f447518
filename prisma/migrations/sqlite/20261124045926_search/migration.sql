-- CreateTable
CREATE TABLE "SearchPosting" (
    "term" TEXT NOT NULL,
    "document" INTEGER NOT NULL,

    PRIMARY KEY ("term", "document")
);

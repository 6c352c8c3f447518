-- CreateTable
CREATE TABLE "SearchPosting" (
    "term" TEXT NOT NULL,
    "document" INTEGER NOT NULL,

    CONSTRAINT "SearchPosting_pkey" PRIMARY KEY ("term","document")
);

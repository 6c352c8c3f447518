-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN "error" TEXT;

-- CreateTable
CREATE TABLE "ReadBack" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "seen" DATETIME NOT NULL,
    "lookedAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "tenant", "thread")
);

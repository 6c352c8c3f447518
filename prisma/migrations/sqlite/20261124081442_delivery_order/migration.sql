-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN "thread" TEXT;

-- CreateTable
CREATE TABLE "Pace" (
    "place" TEXT NOT NULL PRIMARY KEY,
    "freeAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Cursor" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "readTo" DATETIME NOT NULL,
    "nextAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "tenant", "thread")
);

-- CreateIndex
CREATE INDEX "Inbox_thread_receivedAt_idx" ON "Inbox"("thread", "receivedAt");

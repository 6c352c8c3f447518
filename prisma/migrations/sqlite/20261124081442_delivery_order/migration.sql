-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN "thread" TEXT;

-- CreateTable
CREATE TABLE "Pace" (
    "place" TEXT NOT NULL PRIMARY KEY,
    "freeAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Inbox_thread_receivedAt_idx" ON "Inbox"("thread", "receivedAt");

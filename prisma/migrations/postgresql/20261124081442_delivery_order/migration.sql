-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "thread" TEXT;

-- CreateTable
CREATE TABLE "Pace" (
    "place" TEXT NOT NULL,
    "freeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pace_pkey" PRIMARY KEY ("place")
);

-- CreateIndex
CREATE INDEX "Inbox_thread_receivedAt_idx" ON "Inbox"("thread", "receivedAt");

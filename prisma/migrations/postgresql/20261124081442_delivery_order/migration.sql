-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "thread" TEXT;

-- CreateTable
CREATE TABLE "Pace" (
    "place" TEXT NOT NULL,
    "freeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pace_pkey" PRIMARY KEY ("place")
);

-- CreateTable
CREATE TABLE "Cursor" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "readTo" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Cursor_pkey" PRIMARY KEY ("platform","tenant","thread")
);

-- CreateIndex
CREATE INDEX "Inbox_thread_receivedAt_idx" ON "Inbox"("thread", "receivedAt");

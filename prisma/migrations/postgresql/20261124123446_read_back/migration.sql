-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "error" TEXT;

-- CreateTable
CREATE TABLE "ReadBack" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "seen" TIMESTAMPTZ(3) NOT NULL,
    "lookedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReadBack_pkey" PRIMARY KEY ("platform","tenant","thread")
);

-- AlterTable
ALTER TABLE "ReferralText" ADD COLUMN "removedAt" DATETIME;

-- AlterTable
ALTER TABLE "ConsultMessage" ADD COLUMN "removedAt" DATETIME;

-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN "message" TEXT;

-- CreateIndex
CREATE INDEX "Inbox_message_idx" ON "Inbox"("message");

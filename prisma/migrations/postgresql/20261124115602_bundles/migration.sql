-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "updates" TEXT NOT NULL DEFAULT 'daily';

-- AlterTable
ALTER TABLE "Referral" ADD COLUMN     "agreedFor" TEXT,
ADD COLUMN     "helperId" TEXT;

-- CreateIndex
CREATE INDEX "Referral_senderId_changedAt_idx" ON "Referral"("senderId", "changedAt");

-- CreateIndex
CREATE INDEX "Referral_navigatorId_changedAt_idx" ON "Referral"("navigatorId", "changedAt");

-- DropIndex
DROP INDEX "Outcome_referralId_idx";

-- AlterTable
ALTER TABLE "Outcome" ADD COLUMN     "amountPence" INTEGER,
ADD COLUMN     "certainty" TEXT NOT NULL DEFAULT 'confirmed',
ADD COLUMN     "dateAchieved" TEXT,
ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "period" TEXT,
ADD COLUMN     "replacesId" TEXT,
ADD COLUMN     "shareLevel" TEXT NOT NULL DEFAULT 'summary',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "weeks" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "Outcome_replacesId_key" ON "Outcome"("replacesId");

-- CreateIndex
CREATE INDEX "Outcome_referralId_endedAt_idx" ON "Outcome"("referralId", "endedAt");

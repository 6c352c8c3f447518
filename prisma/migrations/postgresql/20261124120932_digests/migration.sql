-- AlterTable
ALTER TABLE "Site" ADD COLUMN     "introducedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ClosedWeek" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClosedWeek_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestRun" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "actions" JSONB NOT NULL,
    "ranAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DigestRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestDeed" (
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DigestDeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SiteLetter" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "siteId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SiteLetter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ClosedWeek_partnershipId_week_key" ON "ClosedWeek"("partnershipId", "week");

-- CreateIndex
CREATE UNIQUE INDEX "DigestRun_partnershipId_week_audience_key" ON "DigestRun"("partnershipId", "week", "audience");

-- CreateIndex
CREATE UNIQUE INDEX "DigestDeed_runId_action_key" ON "DigestDeed"("runId", "action");

-- CreateIndex
CREATE INDEX "SiteLetter_partnershipId_at_idx" ON "SiteLetter"("partnershipId", "at");

-- CreateIndex
CREATE INDEX "Referral_partnershipId_sentAt_idx" ON "Referral"("partnershipId", "sentAt");

-- CreateIndex
CREATE INDEX "Referral_partnershipId_acceptedAt_idx" ON "Referral"("partnershipId", "acceptedAt");

-- CreateIndex
CREATE INDEX "Referral_partnershipId_contactedAt_idx" ON "Referral"("partnershipId", "contactedAt");

-- CreateIndex
CREATE INDEX "Referral_partnershipId_closedAt_idx" ON "Referral"("partnershipId", "closedAt");

-- CreateIndex
CREATE INDEX "Outcome_dateAchieved_idx" ON "Outcome"("dateAchieved");

-- CreateIndex
CREATE INDEX "Consultation_partnershipId_openedAt_idx" ON "Consultation"("partnershipId", "openedAt");

-- CreateIndex
CREATE INDEX "Consultation_partnershipId_repliedAt_idx" ON "Consultation"("partnershipId", "repliedAt");

-- CreateIndex
CREATE INDEX "Consultation_partnershipId_closedAt_idx" ON "Consultation"("partnershipId", "closedAt");

-- AddForeignKey
ALTER TABLE "DigestDeed" ADD CONSTRAINT "DigestDeed_runId_fkey" FOREIGN KEY ("runId") REFERENCES "DigestRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

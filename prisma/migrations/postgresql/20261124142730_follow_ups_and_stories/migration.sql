-- CreateTable
CREATE TABLE "FollowUp" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedId" TEXT,
    "askedOn" TEXT,
    "putOffTo" TEXT,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Story" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "sealed" TEXT,
    "agreed" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "adviserId" TEXT,
    "championId" TEXT,
    "postedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Story_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FollowUp_partnershipId_state_dueOn_idx" ON "FollowUp"("partnershipId", "state", "dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_askedId_askedOn_idx" ON "FollowUp"("askedId", "askedOn");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_referralId_kind_dueOn_key" ON "FollowUp"("referralId", "kind", "dueOn");

-- CreateIndex
CREATE INDEX "Story_referralId_idx" ON "Story"("referralId");

-- CreateIndex
CREATE INDEX "Story_partnershipId_postedAt_idx" ON "Story"("partnershipId", "postedAt");

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Story" ADD CONSTRAINT "Story_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

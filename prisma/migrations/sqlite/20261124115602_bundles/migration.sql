-- AlterTable
ALTER TABLE "Referral" ADD COLUMN "agreedFor" TEXT;
ALTER TABLE "Referral" ADD COLUMN "helperId" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Member" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "siteId" TEXT,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "duties" JSONB NOT NULL,
    "regulations" JSONB NOT NULL,
    "updates" TEXT NOT NULL DEFAULT 'daily',
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "Member_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Member_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Member_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Member" ("active", "duties", "id", "key", "name", "organisationId", "partnershipId", "regulations", "role", "siteId") SELECT "active", "duties", "id", "key", "name", "organisationId", "partnershipId", "regulations", "role", "siteId" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
CREATE UNIQUE INDEX "Member_partnershipId_key_key" ON "Member"("partnershipId", "key");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Referral_senderId_changedAt_idx" ON "Referral"("senderId", "changedAt");

-- CreateIndex
CREATE INDEX "Referral_navigatorId_changedAt_idx" ON "Referral"("navigatorId", "changedAt");

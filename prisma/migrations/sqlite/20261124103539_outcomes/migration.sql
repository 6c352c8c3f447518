-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Outcome" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "referralId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "amountPence" INTEGER,
    "period" TEXT,
    "weeks" INTEGER,
    "certainty" TEXT NOT NULL DEFAULT 'confirmed',
    "dateAchieved" TEXT,
    "shareLevel" TEXT NOT NULL DEFAULT 'summary',
    "version" INTEGER NOT NULL DEFAULT 1,
    "replacesId" TEXT,
    "byId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "Outcome_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Outcome" ("at", "byId", "code", "id", "kind", "referralId") SELECT "at", "byId", "code", "id", "kind", "referralId" FROM "Outcome";
DROP TABLE "Outcome";
ALTER TABLE "new_Outcome" RENAME TO "Outcome";
CREATE UNIQUE INDEX "Outcome_replacesId_key" ON "Outcome"("replacesId");
CREATE INDEX "Outcome_referralId_endedAt_idx" ON "Outcome"("referralId", "endedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- DropIndex
DROP INDEX "Posted_platform_tenant_messageId_idx";

-- AlterTable
ALTER TABLE "PlatformAccount" ADD COLUMN "usedAt" DATETIME;

-- CreateIndex
CREATE UNIQUE INDEX "Posted_platform_tenant_toKind_toId_messageId_key" ON "Posted"("platform", "tenant", "toKind", "toId", "messageId");

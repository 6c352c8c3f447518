-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "toKind" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "conversationId" TEXT,
    "serviceUrl" TEXT NOT NULL,
    "memberId" TEXT,
    "groupId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_platform_tenant_toKind_toId_key" ON "Conversation"("platform", "tenant", "toKind", "toId");

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Partnership" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "nation" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "dutyLine" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Partnership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Site" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "setting" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Service" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "issues" JSONB NOT NULL,
    "level" TEXT NOT NULL,
    "delivery" JSONB NOT NULL,
    "handover" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CapacityReport" (
    "id" TEXT NOT NULL,
    "serviceId" TEXT NOT NULL,
    "capacity" TEXT NOT NULL,
    "note" TEXT,
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "pausedUntil" TIMESTAMPTZ(3),
    "byId" TEXT,

    CONSTRAINT "CapacityReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "siteId" TEXT,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "duties" JSONB NOT NULL,
    "regulations" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlatformAccount" (
    "id" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "user" TEXT NOT NULL,

    CONSTRAINT "PlatformAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChannelLink" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "serviceId" TEXT,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "channel" TEXT NOT NULL,

    CONSTRAINT "ChannelLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "heldFrom" TEXT,
    "reason" TEXT,
    "serviceId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "senderId" TEXT NOT NULL,
    "senderOrganisationId" TEXT NOT NULL,
    "navigatorId" TEXT,
    "takenById" TEXT,
    "siteId" TEXT,
    "issues" JSONB NOT NULL,
    "priority" TEXT NOT NULL,
    "nation" TEXT NOT NULL,
    "keyDate" TEXT,
    "actBy" TEXT,
    "handover" TEXT NOT NULL,
    "contactTries" INTEGER NOT NULL DEFAULT 0,
    "partOfId" TEXT,
    "consultationId" TEXT,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "contactedAt" TIMESTAMPTZ(3),
    "filedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferralText" (
    "id" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReferralText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferralEvent" (
    "id" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "reason" TEXT,
    "sealedReason" TEXT,
    "way" TEXT,
    "byId" TEXT,

    CONSTRAINT "ReferralEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "level" TEXT,
    "method" TEXT NOT NULL,
    "wordsVersion" TEXT NOT NULL,
    "organisations" JSONB NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "id" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "seq" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "partnershipId" TEXT,
    "actorId" TEXT,
    "role" TEXT,
    "organisationId" TEXT,
    "platform" TEXT,
    "action" TEXT NOT NULL,
    "reference" TEXT,
    "result" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "issues" JSONB NOT NULL,
    "nation" TEXT NOT NULL,
    "eventDate" TEXT,
    "priority" TEXT NOT NULL,
    "askerId" TEXT NOT NULL,
    "askerOrganisationId" TEXT NOT NULL,
    "siteId" TEXT,
    "takenById" TEXT,
    "askerResult" TEXT,
    "adviserResult" TEXT,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "promisedBy" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "repliedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "followsId" TEXT,

    CONSTRAINT "Consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultMessage" (
    "id" TEXT NOT NULL,
    "consultationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "origin" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConsultMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultVersion" (
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "ConsultVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultEvent" (
    "id" TEXT NOT NULL,
    "consultationId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT,
    "byId" TEXT,

    CONSTRAINT "ConsultEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnswerCard" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "issues" JSONB NOT NULL,
    "nation" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "fromId" TEXT,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "reviewBy" TEXT NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "AnswerCard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchDocument" (
    "seq" SERIAL NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "terms" TEXT NOT NULL,

    CONSTRAINT "SearchDocument_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "SearchPosting" (
    "term" TEXT NOT NULL,
    "document" INTEGER NOT NULL,

    CONSTRAINT "SearchPosting_pkey" PRIMARY KEY ("term","document")
);

-- CreateTable
CREATE TABLE "SearchTerm" (
    "partnershipId" TEXT NOT NULL,
    "term" TEXT NOT NULL,
    "documents" INTEGER NOT NULL,

    CONSTRAINT "SearchTerm_pkey" PRIMARY KEY ("partnershipId","term")
);

-- CreateTable
CREATE TABLE "Inbox" (
    "key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "sealed" TEXT,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Inbox_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "seq" SERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "under" TEXT,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "toKind" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "threadKey" TEXT NOT NULL,
    "notice" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "blocks" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "intentAt" TIMESTAMPTZ(3),
    "messageId" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Posted" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "toKind" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "under" TEXT,
    "notice" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Posted_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseToken" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Partnership_key_key" ON "Partnership"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Partnership_prefix_key" ON "Partnership"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_partnershipId_key_key" ON "Organisation"("partnershipId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Site_partnershipId_key_key" ON "Site"("partnershipId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Service_partnershipId_key_key" ON "Service"("partnershipId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "CapacityReport_serviceId_asOf_key" ON "CapacityReport"("serviceId", "asOf");

-- CreateIndex
CREATE UNIQUE INDEX "Member_partnershipId_key_key" ON "Member"("partnershipId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "PlatformAccount_platform_tenant_user_memberId_key" ON "PlatformAccount"("platform", "tenant", "user", "memberId");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelLink_platform_tenant_channel_key" ON "ChannelLink"("platform", "tenant", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_reference_key" ON "Referral"("reference");

-- CreateIndex
CREATE INDEX "Referral_partnershipId_state_idx" ON "Referral"("partnershipId", "state");

-- CreateIndex
CREATE INDEX "Referral_serviceId_state_idx" ON "Referral"("serviceId", "state");

-- CreateIndex
CREATE INDEX "Referral_senderId_state_idx" ON "Referral"("senderId", "state");

-- CreateIndex
CREATE INDEX "Referral_takenById_state_idx" ON "Referral"("takenById", "state");

-- CreateIndex
CREATE INDEX "Referral_partnershipId_siteId_sentAt_idx" ON "Referral"("partnershipId", "siteId", "sentAt");

-- CreateIndex
CREATE INDEX "ReferralText_referralId_kind_idx" ON "ReferralText"("referralId", "kind");

-- CreateIndex
CREATE INDEX "ReferralEvent_referralId_at_idx" ON "ReferralEvent"("referralId", "at");

-- CreateIndex
CREATE INDEX "Agreement_referralId_kind_idx" ON "Agreement"("referralId", "kind");

-- CreateIndex
CREATE INDEX "Outcome_referralId_idx" ON "Outcome"("referralId");

-- CreateIndex
CREATE INDEX "AuditEvent_reference_idx" ON "AuditEvent"("reference");

-- CreateIndex
CREATE INDEX "Consultation_partnershipId_state_idx" ON "Consultation"("partnershipId", "state");

-- CreateIndex
CREATE INDEX "Consultation_askerId_state_idx" ON "Consultation"("askerId", "state");

-- CreateIndex
CREATE INDEX "Consultation_takenById_state_idx" ON "Consultation"("takenById", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Consultation_partnershipId_number_key" ON "Consultation"("partnershipId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ConsultMessage_origin_key" ON "ConsultMessage"("origin");

-- CreateIndex
CREATE INDEX "ConsultMessage_consultationId_at_idx" ON "ConsultMessage"("consultationId", "at");

-- CreateIndex
CREATE INDEX "ConsultVersion_messageId_at_idx" ON "ConsultVersion"("messageId", "at");

-- CreateIndex
CREATE INDEX "ConsultEvent_consultationId_at_idx" ON "ConsultEvent"("consultationId", "at");

-- CreateIndex
CREATE INDEX "AnswerCard_partnershipId_idx" ON "AnswerCard"("partnershipId");

-- CreateIndex
CREATE UNIQUE INDEX "SearchDocument_kind_subjectId_key" ON "SearchDocument"("kind", "subjectId");

-- CreateIndex
CREATE INDEX "Inbox_state_receivedAt_idx" ON "Inbox"("state", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_id_key" ON "Outbox"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_key_key" ON "Outbox"("key");

-- CreateIndex
CREATE INDEX "Outbox_state_threadKey_seq_idx" ON "Outbox"("state", "threadKey", "seq");

-- CreateIndex
CREATE INDEX "Outbox_state_notBefore_idx" ON "Outbox"("state", "notBefore");

-- CreateIndex
CREATE INDEX "Posted_platform_tenant_toKind_toId_at_idx" ON "Posted"("platform", "tenant", "toKind", "toId", "at");

-- CreateIndex
CREATE INDEX "Posted_platform_tenant_messageId_idx" ON "Posted"("platform", "tenant", "messageId");

-- CreateIndex
CREATE UNIQUE INDEX "Posted_subject_platform_tenant_toKind_toId_key" ON "Posted"("subject", "platform", "tenant", "toKind", "toId");

-- CreateIndex
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");

-- CreateIndex
CREATE INDEX "Job_state_dueAt_idx" ON "Job"("state", "dueAt");

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CapacityReport" ADD CONSTRAINT "CapacityReport_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlatformAccount" ADD CONSTRAINT "PlatformAccount_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelLink" ADD CONSTRAINT "ChannelLink_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelLink" ADD CONSTRAINT "ChannelLink_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_partOfId_fkey" FOREIGN KEY ("partOfId") REFERENCES "Referral"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferralText" ADD CONSTRAINT "ReferralText_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferralEvent" ADD CONSTRAINT "ReferralEvent_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultMessage" ADD CONSTRAINT "ConsultMessage_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "Consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultVersion" ADD CONSTRAINT "ConsultVersion_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ConsultMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultEvent" ADD CONSTRAINT "ConsultEvent_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "Consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

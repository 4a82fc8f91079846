-- A small life of Violet, as the version before left it: announcements were of one class then.
-- Everything is so at half past eight on 7 February 2018, UTC; a process was killed within a send.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE announcement (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	topic INTEGER NOT NULL,
	show TEXT NOT NULL,
	season TEXT NOT NULL,
	sureness INTEGER,
	step INTEGER,
	zone TEXT,
	hour INTEGER,
	about TEXT NOT NULL,
	corrects BOOLEAN NOT NULL,
	corrected_by INTEGER,
	only_for INTEGER,
	payload TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	expires_at DATETIME,
	CONSTRAINT pk_announcement PRIMARY KEY (id),
	CONSTRAINT uq_announcement_name UNIQUE (name)
);
INSERT INTO "announcement" VALUES(1,'news:083a5e4fab63918f778bf837f1865a86',1,'jessica-jones','2',5,NULL,NULL,NULL,'jessica-jones/2/release-date',0,12,NULL,'{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":"2018-01-11T12:00:00+00:00","day":null,"expires_at":"2018-01-25T12:00:00+00:00","headline":"Jessica Jones season 2 comes out on Thursday 8 March 2018.","id":"news:083a5e4fab63918f778bf837f1865a86","lines":["Until now: 2018 (planned).","As our source puts it."],"looks_ahead":false,"moment":null,"parts":[],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":"confirmed","step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"release"}','2018-01-11 12:00:00.000000','2018-01-25 12:00:00.000000');
INSERT INTO "announcement" VALUES(2,'suspended:discord:fans:news::2018-01-11T12:00:00+00:00:trish',32,'','series',NULL,NULL,NULL,NULL,'',0,NULL,9,'{"about":"","conflict":null,"corrects":null,"created_at":"2018-01-11T12:01:00+00:00","day":null,"expires_at":"2018-01-14T12:01:00+00:00","headline":"I cannot post in a channel that you subscribed.","id":"suspended:discord:fans:news::2018-01-11T12:00:00+00:00:trish","lines":["Violet may not post in this channel; give her the permission Send Messages.","I look again by myself, and go on as soon as it works; there is nothing else to do."],"looks_ahead":false,"moment":null,"parts":[],"show":"Violet","sources":[{"basis":"page","published":"XXXX","publisher":"The channel","url":"https://discord.com/channels/fans/news"}],"stance":null,"step":null,"subject":{"season":"series","show":""},"superseded":null,"topic":"production"}','2018-01-11 12:01:00.000000','2018-01-14 12:01:00.000000');
INSERT INTO "announcement" VALUES(3,'digest:slack:T1:C1:::2018-01-12T09:00:5',1,'jessica-jones','2',NULL,NULL,NULL,NULL,'',0,NULL,5,'{"about":"","conflict":null,"corrects":null,"created_at":"2018-01-12T09:02:00+00:00","day":null,"expires_at":"2018-01-13T09:02:00+00:00","headline":"The day in one piece of news","id":"digest:slack:T1:C1:::2018-01-12T09:00:5","lines":["Jessica Jones season 2 comes out on Thursday 8 March 2018."],"looks_ahead":false,"moment":null,"parts":[["news:083a5e4fab63918f778bf837f1865a86",0]],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":null,"step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"release"}','2018-01-12 09:02:00.000000','2018-01-13 09:02:00.000000');
INSERT INTO "announcement" VALUES(4,'digest:slack:T1:C2:::2018-01-15T09:00:6',1,'jessica-jones','2',NULL,NULL,NULL,NULL,'',0,NULL,6,'{"about":"","conflict":null,"corrects":null,"created_at":"2018-01-15T09:02:00+00:00","day":null,"expires_at":"2018-01-22T09:02:00+00:00","headline":"The week in one piece of news","id":"digest:slack:T1:C2:::2018-01-15T09:00:6","lines":["Jessica Jones season 2 comes out on Thursday 8 March 2018."],"looks_ahead":false,"moment":null,"parts":[["news:083a5e4fab63918f778bf837f1865a86",0]],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":null,"step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"release"}','2018-01-15 09:02:00.000000','2018-01-22 09:02:00.000000');
INSERT INTO "announcement" VALUES(5,'ahead:jessica-jones/2:2018-03-08:30:UTC@9',128,'jessica-jones','2',5,-30,'UTC',9,'jessica-jones/2/release-date',0,12,NULL,'{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":"2018-02-05T09:00:00+00:00","day":"2018-03-08","expires_at":"2018-02-06T08:00:00+00:00","headline":"Jessica Jones season 2 comes out in 31 days, on Thursday 8 March 2018.","id":"ahead:jessica-jones/2:2018-03-08:30:UTC@9","lines":[],"looks_ahead":true,"moment":"2018-03-08T00:00:00-08:00[America/Los_Angeles]","parts":[],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":"confirmed","step":30,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"countdown"}','2018-02-05 09:00:00.000000','2018-02-06 08:00:00.000000');
INSERT INTO "announcement" VALUES(6,'ahead:jessica-jones/2:2018-03-08:28:UTC@9',128,'jessica-jones','2',5,-28,'UTC',9,'jessica-jones/2/release-date',0,12,NULL,'{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":"2018-02-05T09:00:00+00:00","day":"2018-03-08","expires_at":"2018-02-06T08:00:00+00:00","headline":"Jessica Jones season 2 comes out in 31 days, on Thursday 8 March 2018.","id":"ahead:jessica-jones/2:2018-03-08:28:UTC@9","lines":[],"looks_ahead":true,"moment":"2018-03-08T00:00:00-08:00[America/Los_Angeles]","parts":[],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":"confirmed","step":28,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"countdown"}','2018-02-05 09:00:00.000000','2018-02-06 08:00:00.000000');
INSERT INTO "announcement" VALUES(7,'digest:slack:T1:C2:::2018-02-05T09:00:11',128,'jessica-jones','2',NULL,NULL,NULL,NULL,'',0,NULL,6,'{"about":"","conflict":null,"corrects":null,"created_at":"2018-02-05T09:02:00+00:00","day":null,"expires_at":"2018-02-06T08:00:00+00:00","headline":"The week ahead","id":"digest:slack:T1:C2:::2018-02-05T09:00:11","lines":["Jessica Jones season 2 comes out in 31 days, on Thursday 8 March 2018."],"looks_ahead":false,"moment":null,"parts":[["ahead:jessica-jones/2:2018-03-08:30:UTC@9",0]],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":null,"step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"countdown"}','2018-02-05 09:02:00.000000','2018-02-06 08:00:00.000000');
INSERT INTO "announcement" VALUES(8,'step:jessica-jones/2:2018-03-08:30:UTC@9',128,'jessica-jones','2',5,30,'UTC',9,'jessica-jones/2/release-date',0,12,NULL,'{"about":"jessica-jones/2/release-date","conflict":null,"corrects":null,"created_at":"2018-02-06T09:00:00+00:00","day":"2018-03-08","expires_at":"2018-02-07T08:00:00+00:00","headline":"30 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018.","id":"step:jessica-jones/2:2018-03-08:30:UTC@9","lines":[],"looks_ahead":false,"moment":"2018-03-08T00:00:00-08:00[America/Los_Angeles]","parts":[],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":"confirmed","step":30,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"countdown"}','2018-02-06 09:00:00.000000','2018-02-07 08:00:00.000000');
INSERT INTO "announcement" VALUES(9,'digest:slack:T1:C1:::2018-02-06T09:00:15',128,'jessica-jones','2',NULL,NULL,NULL,NULL,'',0,NULL,5,'{"about":"","conflict":null,"corrects":null,"created_at":"2018-02-06T09:02:00+00:00","day":null,"expires_at":"2018-02-07T08:00:00+00:00","headline":"The day in one piece of news","id":"digest:slack:T1:C1:::2018-02-06T09:00:15","lines":["30 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018."],"looks_ahead":false,"moment":null,"parts":[["step:jessica-jones/2:2018-03-08:30:UTC@9",0]],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"}],"stance":null,"step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"countdown"}','2018-02-06 09:02:00.000000','2018-02-07 08:00:00.000000');
INSERT INTO "announcement" VALUES(10,'news:e52679274188517ac8a842f7cbe989e2',2,'jessica-jones','2',4,NULL,NULL,NULL,'jessica-jones/2/filming-wrap',0,NULL,NULL,'{"about":"jessica-jones/2/filming-wrap","conflict":null,"corrects":null,"created_at":"2018-02-06T10:00:00+00:00","day":null,"expires_at":"2018-02-20T10:00:00+00:00","headline":"Jessica Jones season 2 wrapped filming on Monday 5 February 2018, reportedly.","id":"news:e52679274188517ac8a842f7cbe989e2","lines":["We wrapped."],"looks_ahead":false,"moment":null,"parts":[],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-02-06","publisher":"Variety","url":"https://example.org/variety"}],"stance":"reported","step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"filming"}','2018-02-06 10:00:00.000000','2018-02-20 10:00:00.000000');
INSERT INTO "announcement" VALUES(11,'suspended:slack:T1:C4::2018-02-06T10:00:00+00:00:U9',32,'','series',NULL,NULL,NULL,NULL,'',0,NULL,10,'{"about":"","conflict":null,"corrects":null,"created_at":"2018-02-06T10:00:30+00:00","day":null,"expires_at":"2018-02-09T10:00:30+00:00","headline":"I cannot post in a channel that you subscribed.","id":"suspended:slack:T1:C4::2018-02-06T10:00:00+00:00:U9","lines":["The channel is archived; unarchive it.","I look again by myself, and go on as soon as it works; there is nothing else to do."],"looks_ahead":false,"moment":null,"parts":[],"show":"Violet","sources":[{"basis":"page","published":"XXXX","publisher":"The channel","url":"https://slack.com/app_redirect?team=T1&channel=C4"}],"stance":null,"step":null,"subject":{"season":"series","show":""},"superseded":null,"topic":"production"}','2018-02-06 10:00:30.000000','2018-02-09 10:00:30.000000');
INSERT INTO "announcement" VALUES(12,'news:e2bb5638b491ac24d762769705c9902f',1,'jessica-jones','2',5,NULL,NULL,NULL,'jessica-jones/2/release-date',1,NULL,NULL,'{"about":"jessica-jones/2/release-date","conflict":null,"corrects":{"line":"Since then, the release date has changed to 24 March 2018.","of":["jessica-jones/2/release-date"]},"created_at":"2018-02-07T08:30:00+00:00","day":null,"expires_at":"2018-02-21T08:30:00+00:00","headline":"Jessica Jones season 2: the release date has moved later, from 8 March 2018 to 24 March 2018.","id":"news:e2bb5638b491ac24d762769705c9902f","lines":["As our source puts it."],"looks_ahead":false,"moment":null,"parts":[],"show":"Jessica Jones","sources":[{"basis":"page","published":"2018-02-07","publisher":"Collider","url":"https://example.org/collider"}],"stance":"confirmed","step":null,"subject":{"season":2,"show":"jessica-jones"},"superseded":null,"topic":"release"}','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000');
CREATE TABLE claim (
	id INTEGER NOT NULL,
	claim_id TEXT NOT NULL,
	revision INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	show TEXT NOT NULL,
	season TEXT NOT NULL,
	kind TEXT NOT NULL,
	payload TEXT NOT NULL,
	recorded_at DATETIME NOT NULL,
	CONSTRAINT pk_claim PRIMARY KEY (id),
	CONSTRAINT uq_claim_claim_id_revision UNIQUE (claim_id, revision)
);
INSERT INTO "claim" VALUES(1,'year',1,'5b343dc3456e5c6c331764af718577e4f5e5a56916a58ae34d3b46be0382509c','jessica-jones','2','release-date','{"action":"states","authority":8,"claimant":null,"detail":null,"id":"year","kind":"release-date","market":null,"reported_on":"2016-07-28","retracts":[],"says":"as our source puts it","season":2,"show":"jessica-jones","source":{"basis":"page","published":"2016-07-28","publisher":"Collider","url":"https://example.org/collider"},"stance":"planned","value":{"date":"2018"},"via":null}','2018-01-10 12:00:00.000000');
INSERT INTO "claim" VALUES(2,'day',1,'862c791cfa85bd6a85fd9fc39f2261aed633f33fcc1bee3e85973ef45ea327f8','jessica-jones','2','release-date','{"action":"states","authority":8,"claimant":null,"detail":null,"id":"day","kind":"release-date","market":null,"reported_on":"2018-01-11","retracts":[],"says":"as our source puts it","season":2,"show":"jessica-jones","source":{"basis":"page","published":"2018-01-11","publisher":"Collider","url":"https://example.org/collider"},"stance":"confirmed","value":{"date":"2018-03-08"},"via":null}','2018-01-11 12:00:00.000000');
INSERT INTO "claim" VALUES(3,'wrap',1,'4dd0345d88f8a8e836c679c228a50acca1d3cd01d1aef21afa7eadeb1ccf49cb','jessica-jones','2','filming-wrap','{"action":"states","authority":8,"claimant":"Krysten Ritter","detail":null,"id":"wrap","kind":"filming-wrap","market":null,"reported_on":"2018-02-06","retracts":[],"says":"we wrapped","season":2,"show":"jessica-jones","source":{"basis":"page","published":"2018-02-06","publisher":"Variety","url":"https://example.org/variety"},"stance":"reported","value":{"date":"2018-02-05"},"via":null}','2018-02-06 10:00:00.000000');
INSERT INTO "claim" VALUES(4,'moved',1,'9a1c24e1c2688a4f48e9b8ba082573ef675ff18ff0a72981edd58c02f744cc3f','jessica-jones','2','release-date','{"action":"states","authority":8,"claimant":null,"detail":null,"id":"moved","kind":"release-date","market":null,"reported_on":"2018-02-07","retracts":[],"says":"as our source puts it","season":2,"show":"jessica-jones","source":{"basis":"page","published":"2018-02-07","publisher":"Collider","url":"https://example.org/collider"},"stance":"confirmed","value":{"date":"2018-03-24"},"via":null}','2018-02-07 08:30:00.000000');
CREATE TABLE conversation (
	platform TEXT NOT NULL,
	workspace TEXT NOT NULL,
	channel TEXT NOT NULL,
	thread TEXT NOT NULL,
	person TEXT NOT NULL,
	payload TEXT NOT NULL,
	updated_at DATETIME NOT NULL,
	CONSTRAINT pk_conversation PRIMARY KEY (platform, workspace, channel, thread, person)
);
INSERT INTO "conversation" VALUES('discord','fans','general','','trish','{"about":"release_date","intent":"release_date","season":2,"show":"jessica-jones","zone":"Europe/Berlin"}','2018-02-07 08:30:00.000000');
INSERT INTO "conversation" VALUES('slack','T1','C1','','U1','{"about":null,"intent":null,"season":"unnamed","show":"jessica-jones","zone":null}','2018-02-07 08:30:00.000000');
CREATE TABLE delivery (
	id INTEGER NOT NULL,
	announcement_id INTEGER NOT NULL,
	destination_id INTEGER NOT NULL,
	subscription_id INTEGER,
	revises INTEGER NOT NULL,
	platform TEXT NOT NULL,
	turn INTEGER NOT NULL,
	state TEXT NOT NULL,
	due_at DATETIME NOT NULL,
	expires_at DATETIME,
	lease TEXT,
	attempts INTEGER NOT NULL,
	is_plain BOOLEAN NOT NULL,
	first_tried_at DATETIME,
	message TEXT,
	reason TEXT,
	updated_at DATETIME NOT NULL,
	CONSTRAINT pk_delivery PRIMARY KEY (id),
	CONSTRAINT uq_delivery_announcement_id_destination_id_revises UNIQUE (announcement_id, destination_id, revises),
	CONSTRAINT fk_delivery_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcement (id),
	CONSTRAINT fk_delivery_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id)
);
INSERT INTO "delivery" VALUES(1,1,4,4,0,'discord',1,'delivered','2018-01-11 12:01:00.000000','2018-01-25 12:00:00.000000',NULL,1,0,'2018-01-11 12:00:00.000000','message-1',NULL,'2018-01-11 12:00:00.000000');
INSERT INTO "delivery" VALUES(2,1,1,1,0,'discord',1,'delivered','2018-01-11 12:01:00.000000','2018-01-25 12:00:00.000000',NULL,1,0,'2018-01-11 12:00:00.000000','message-2',NULL,'2018-01-11 12:00:00.000000');
INSERT INTO "delivery" VALUES(3,1,2,2,0,'discord',2,'void','2018-01-11 12:01:00.000000','2018-01-25 12:00:00.000000',NULL,1,0,NULL,NULL,'later news took its place','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(4,1,3,3,0,'discord',3,'delivered','2018-01-11 12:01:00.000000','2018-01-25 12:00:00.000000',NULL,1,0,'2018-01-11 12:00:00.000000','message-3',NULL,'2018-01-11 12:00:00.000000');
INSERT INTO "delivery" VALUES(5,1,5,5,0,'slack',1,'digested','2018-01-12 09:00:00.000000','2018-01-25 12:00:00.000000',NULL,0,0,NULL,NULL,'it was told in a digest','2018-01-12 09:02:00.000000');
INSERT INTO "delivery" VALUES(6,1,6,6,0,'slack',2,'digested','2018-01-15 09:00:00.000000','2018-01-25 12:00:00.000000',NULL,0,0,NULL,NULL,'it was told in a digest','2018-01-15 09:02:00.000000');
INSERT INTO "delivery" VALUES(7,1,7,7,0,'slack',3,'paused','2018-01-11 12:00:00.000000','2018-01-25 12:00:00.000000',NULL,0,0,NULL,NULL,'it was paused then','2018-01-11 12:00:00.000000');
INSERT INTO "delivery" VALUES(8,2,9,NULL,0,'discord',1,'delivered','2018-01-11 12:02:00.000000','2018-01-14 12:01:00.000000',NULL,1,0,'2018-01-11 12:01:00.000000','message-4',NULL,'2018-01-11 12:01:00.000000');
INSERT INTO "delivery" VALUES(9,3,5,5,0,'slack',1,'delivered','2018-01-12 09:03:00.000000','2018-01-13 09:02:00.000000',NULL,1,0,'2018-01-12 09:02:00.000000','message-1',NULL,'2018-01-12 09:02:00.000000');
INSERT INTO "delivery" VALUES(10,4,6,6,0,'slack',1,'delivered','2018-01-15 09:03:00.000000','2018-01-22 09:02:00.000000',NULL,1,0,'2018-01-15 09:02:00.000000','message-2',NULL,'2018-01-15 09:02:00.000000');
INSERT INTO "delivery" VALUES(11,5,6,6,0,'slack',1,'digested','2018-02-05 09:00:00.000000','2018-02-06 08:00:00.000000',NULL,0,0,NULL,NULL,'it was told in a digest','2018-02-05 09:02:00.000000');
INSERT INTO "delivery" VALUES(12,7,6,6,0,'slack',1,'delivered','2018-02-05 09:03:00.000000','2018-02-06 08:00:00.000000',NULL,1,0,'2018-02-05 09:02:00.000000','message-3',NULL,'2018-02-05 09:02:00.000000');
INSERT INTO "delivery" VALUES(13,8,1,1,0,'discord',1,'delivered','2018-02-06 09:03:00.000000','2018-02-07 08:00:00.000000',NULL,1,0,'2018-02-06 09:02:00.000000','message-5',NULL,'2018-02-06 09:02:00.000000');
INSERT INTO "delivery" VALUES(14,8,2,2,0,'discord',2,'void','2018-02-06 09:00:00.000000','2018-02-07 08:00:00.000000',NULL,0,0,NULL,NULL,'the date has changed','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(15,8,5,5,0,'slack',1,'digested','2018-02-06 09:00:00.000000','2018-02-07 08:00:00.000000',NULL,0,0,NULL,NULL,'it was told in a digest','2018-02-06 09:02:00.000000');
INSERT INTO "delivery" VALUES(16,8,7,7,0,'slack',2,'paused','2018-02-06 09:00:00.000000','2018-02-07 08:00:00.000000',NULL,0,0,NULL,NULL,'it was paused then','2018-02-06 09:00:00.000000');
INSERT INTO "delivery" VALUES(17,9,5,5,0,'slack',1,'delivered','2018-02-06 09:03:00.000000','2018-02-07 08:00:00.000000',NULL,1,0,'2018-02-06 09:02:00.000000','message-4',NULL,'2018-02-06 09:02:00.000000');
INSERT INTO "delivery" VALUES(18,10,4,4,0,'discord',1,'unknown','2018-02-07 08:31:00.000000','2018-02-20 10:00:00.000000','52b5376ffc1f44ed8173bb113cf20311',1,0,'2018-02-06 10:00:00.000000',NULL,'no answer in time','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(19,10,1,1,0,'discord',1,'delivered','2018-02-06 10:01:00.000000','2018-02-20 10:00:00.000000',NULL,1,0,'2018-02-06 10:00:00.000000','message-6',NULL,'2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(20,10,2,2,0,'discord',2,'suspended','2018-02-06 10:00:00.000000','2018-02-20 10:00:00.000000',NULL,0,0,NULL,NULL,'Violet may not post in this channel; give her the permission Send Messages.','2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(21,10,3,3,0,'discord',3,'delivered','2018-02-06 10:01:00.000000','2018-02-20 10:00:00.000000',NULL,1,0,'2018-02-06 10:00:00.000000','message-7',NULL,'2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(22,10,5,5,0,'slack',1,'held','2018-02-07 09:00:00.000000','2018-02-20 10:00:00.000000',NULL,0,0,NULL,NULL,'it comes in the next digest','2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(23,10,6,6,0,'slack',2,'held','2018-02-12 09:00:00.000000','2018-02-20 10:00:00.000000',NULL,0,0,NULL,NULL,'it comes in the next digest','2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(24,10,7,7,0,'slack',3,'paused','2018-02-06 10:00:00.000000','2018-02-20 10:00:00.000000',NULL,0,0,NULL,NULL,'it was paused then','2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(25,10,8,8,0,'slack',4,'suspended','2018-02-06 10:01:00.000000','2018-02-20 10:00:00.000000',NULL,1,0,NULL,NULL,'The channel is archived; unarchive it.','2018-02-06 10:00:00.000000');
INSERT INTO "delivery" VALUES(26,11,10,NULL,0,'slack',1,'waiting','2018-02-06 10:00:30.000000','2018-02-09 10:00:30.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-06 10:00:30.000000');
INSERT INTO "delivery" VALUES(27,12,4,4,0,'discord',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(28,12,1,1,0,'discord',1,'sending','2018-02-07 08:31:00.000000','2018-02-21 08:30:00.000000','52b5376ffc1f44ed8173bb113cf20311',1,0,'2018-02-07 08:30:00.000000',NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(29,12,2,2,0,'discord',2,'suspended','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,'Violet may not post in this channel; give her the permission Send Messages.','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(30,12,3,3,0,'discord',3,'waiting','2018-02-07 09:00:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,'quiet hours','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(31,12,5,5,0,'slack',1,'held','2018-02-07 09:00:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,'it comes in the next digest','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(32,12,6,6,0,'slack',2,'held','2018-02-12 09:00:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,'it comes in the next digest','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(33,12,7,7,0,'slack',3,'paused','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,'it was paused then','2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(34,12,1,NULL,2,'discord',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(35,12,3,NULL,4,'discord',3,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(36,12,4,NULL,1,'discord',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(37,12,1,NULL,13,'discord',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(38,12,5,NULL,9,'slack',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(39,12,6,NULL,10,'slack',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(40,12,6,NULL,12,'slack',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
INSERT INTO "delivery" VALUES(41,12,5,NULL,17,'slack',1,'waiting','2018-02-07 08:30:00.000000','2018-02-21 08:30:00.000000',NULL,0,0,NULL,NULL,NULL,'2018-02-07 08:30:00.000000');
CREATE TABLE destination (
	id INTEGER NOT NULL,
	platform TEXT NOT NULL,
	workspace TEXT NOT NULL,
	channel TEXT NOT NULL,
	thread TEXT NOT NULL,
	person TEXT NOT NULL,
	suspended_at DATETIME,
	suspended_reason TEXT,
	refused_since DATETIME,
	probes INTEGER NOT NULL,
	look_at DATETIME,
	lease TEXT,
	busy_until DATETIME,
	CONSTRAINT pk_destination PRIMARY KEY (id),
	CONSTRAINT uq_destination_platform_workspace_channel_thread_person UNIQUE (platform, workspace, channel, thread, person)
);
INSERT INTO "destination" VALUES(1,'discord','fans','general','','',NULL,NULL,NULL,0,NULL,'52b5376ffc1f44ed8173bb113cf20311','2018-02-07 08:31:00.000000');
INSERT INTO "destination" VALUES(2,'discord','fans','news','','','2018-01-11 12:00:00.000000','Violet may not post in this channel; give her the permission Send Messages.','2018-01-11 12:00:00.000000',2,'2018-02-06 10:30:30.000000',NULL,NULL);
INSERT INTO "destination" VALUES(3,'discord','fans','quiet','t1','',NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "destination" VALUES(4,'discord','','','','malcolm',NULL,NULL,NULL,0,NULL,'52b5376ffc1f44ed8173bb113cf20311','2018-02-07 08:31:00.000000');
INSERT INTO "destination" VALUES(5,'slack','T1','C1','','',NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "destination" VALUES(6,'slack','T1','C2','','',NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "destination" VALUES(7,'slack','T1','C3','','',NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "destination" VALUES(8,'slack','T1','C4','','','2018-02-06 10:00:00.000000','The channel is archived; unarchive it.','2018-02-06 10:00:00.000000',1,'2018-02-06 10:15:30.000000',NULL,NULL);
INSERT INTO "destination" VALUES(9,'discord','','','','trish',NULL,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "destination" VALUES(10,'slack','T1','','','U9',NULL,NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE digested (
	delivery_id INTEGER NOT NULL,
	digest_id INTEGER NOT NULL,
	CONSTRAINT pk_digested PRIMARY KEY (delivery_id),
	CONSTRAINT fk_digested_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id),
	CONSTRAINT fk_digested_digest_id FOREIGN KEY(digest_id) REFERENCES delivery (id)
);
INSERT INTO "digested" VALUES(5,9);
INSERT INTO "digested" VALUES(6,10);
INSERT INTO "digested" VALUES(11,12);
INSERT INTO "digested" VALUES(15,17);
CREATE TABLE mark (
	name TEXT NOT NULL,
	moment DATETIME NOT NULL,
	CONSTRAINT pk_mark PRIMARY KEY (name)
);
INSERT INTO "mark" VALUES('noticed','2018-02-07 08:30:00.000000');
INSERT INTO "mark" VALUES('counted','2018-02-06 09:00:00.000000');
CREATE TABLE rhythm (
	name TEXT NOT NULL,
	zone TEXT NOT NULL,
	hour INTEGER NOT NULL,
	quiet_from INTEGER,
	quiet_to INTEGER,
	digest TEXT NOT NULL,
	digest_at DATETIME,
	quiet_until DATETIME,
	CONSTRAINT pk_rhythm PRIMARY KEY (name)
);
INSERT INTO "rhythm" VALUES('Europe/Berlin|18|none|22-10','Europe/Berlin',18,22,10,'none',NULL,'2018-02-07 09:00:00.000000');
INSERT INTO "rhythm" VALUES('UTC|9|daily|','UTC',9,NULL,NULL,'daily','2018-02-07 09:00:00.000000',NULL);
INSERT INTO "rhythm" VALUES('UTC|9|weekly|','UTC',9,NULL,NULL,'weekly','2018-02-12 09:00:00.000000',NULL);
CREATE TABLE show_seen (
	show TEXT NOT NULL,
	seen_at DATETIME NOT NULL,
	CONSTRAINT pk_show_seen PRIMARY KEY (show)
);
INSERT INTO "show_seen" VALUES('jessica-jones','2018-01-10 12:00:00.000000');
CREATE TABLE subscription (
	id INTEGER NOT NULL,
	destination_id INTEGER NOT NULL,
	show TEXT NOT NULL,
	topics INTEGER NOT NULL,
	lowest_stance TEXT NOT NULL,
	lowest_sureness INTEGER NOT NULL,
	steps TEXT NOT NULL,
	zone TEXT NOT NULL,
	hour INTEGER NOT NULL,
	quiet_from INTEGER,
	quiet_to INTEGER,
	digest TEXT NOT NULL,
	rhythm TEXT NOT NULL,
	mentions TEXT NOT NULL,
	silent BOOLEAN NOT NULL,
	paused_at DATETIME,
	created_by TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_subscription PRIMARY KEY (id),
	CONSTRAINT uq_subscription_destination_id_show UNIQUE (destination_id, show),
	CONSTRAINT fk_subscription_destination_id FOREIGN KEY(destination_id) REFERENCES destination (id)
);
INSERT INTO "subscription" VALUES(1,1,'',255,'reported',4,',100,30,14,7,3,1,0,','UTC',9,NULL,NULL,'none','','[["release", "42"]]',0,NULL,'an-admin','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(2,2,'jessica-jones',511,'reported',4,',100,30,14,7,3,1,0,','UTC',9,NULL,NULL,'none','','[]',0,NULL,'trish','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(3,3,'jessica-jones',511,'rumoured',0,',7,1,0,','Europe/Berlin',18,22,10,'none','Europe/Berlin|18|none|22-10','[]',1,NULL,'an-admin','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(4,4,'jessica-jones',511,'reported',4,',7,1,0,','UTC',9,NULL,NULL,'none','','[]',0,NULL,'malcolm','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(5,5,'jessica-jones',511,'reported',4,',100,30,14,7,3,1,0,','UTC',9,NULL,NULL,'daily','UTC|9|daily|','[["release", "channel"], ["countdown", "S42"]]',0,NULL,'an-admin','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(6,6,'jessica-jones',511,'reported',4,',100,30,14,7,3,1,0,','UTC',9,NULL,NULL,'weekly','UTC|9|weekly|','[]',0,NULL,'an-admin','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(7,7,'jessica-jones',511,'reported',4,',100,30,14,7,3,1,0,','UTC',9,NULL,NULL,'none','','[]',0,'2018-01-10 12:30:00.000000','an-admin','2018-01-10 12:00:00.000000');
INSERT INTO "subscription" VALUES(8,8,'jessica-jones',2,'reported',4,',100,30,14,7,3,1,0,','UTC',9,NULL,NULL,'none','','[]',0,NULL,'U9','2018-01-10 12:00:00.000000');
CREATE TABLE suggestion (
	id INTEGER NOT NULL,
	platform TEXT NOT NULL,
	workspace TEXT NOT NULL,
	channel TEXT NOT NULL,
	thread TEXT NOT NULL,
	message TEXT,
	person TEXT NOT NULL,
	words TEXT NOT NULL,
	show TEXT,
	season TEXT,
	said_at DATETIME NOT NULL,
	closed_at DATETIME,
	closed_by TEXT,
	CONSTRAINT pk_suggestion PRIMARY KEY (id),
	CONSTRAINT uq_suggestion_platform_workspace_channel_message UNIQUE (platform, workspace, channel, message)
);
INSERT INTO "suggestion" VALUES(1,'discord','fans','general','','m1','trish','that is wrong, it is 9 March','jessica-jones','2','2018-02-07 08:30:00.000000',NULL,NULL);
INSERT INTO "suggestion" VALUES(2,'discord','fans','general','',NULL,'U1','season 3 is missing','jessica-jones','2','2018-02-07 08:30:00.000000','2018-02-07 08:30:00.000000','an-editor');
CREATE INDEX ix_destination_suspended ON destination (look_at) WHERE suspended_at IS NOT NULL;
CREATE INDEX ix_subscription_show ON subscription (show);
CREATE INDEX ix_subscription_zone_hour ON subscription (zone, hour);
CREATE INDEX ix_announcement_about ON announcement (about);
CREATE INDEX ix_announcement_latest ON announcement (created_at) WHERE only_for IS NULL;
CREATE INDEX ix_announcement_countdown ON announcement (show, season) WHERE step IS NOT NULL;
CREATE INDEX ix_delivery_destination_id ON delivery (destination_id);
CREATE INDEX ix_delivery_held ON delivery (due_at) WHERE state IN ('held');
CREATE INDEX ix_delivery_due ON delivery (platform, due_at, turn, id) WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX ix_delivery_open_at ON delivery (destination_id) WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX ix_delivery_expiring ON delivery (expires_at) WHERE state IN ('waiting', 'sending', 'unknown');
CREATE INDEX ix_conversation_updated_at ON conversation (updated_at);
CREATE INDEX ix_digested_digest_id ON digested (digest_id);
CREATE INDEX ix_suggestion_platform_person_said_at ON suggestion (platform, person, said_at);
CREATE INDEX ix_suggestion_closed_at ON suggestion (closed_at);
COMMIT;

/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Array = $util.global.Array, $Number = $util.global.Number, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const murmur = $root.murmur = (() => {

    /**
     * Namespace murmur.
     * @exports murmur
     * @namespace
     */
    const murmur = {};

    murmur.Envelope = (function() {

        /**
         * Properties of an Envelope.
         * @typedef {Object} murmur.Envelope.$Properties
         * @property {Uint8Array|null} [body] Envelope body
         * @property {Uint8Array|null} [signer] Envelope signer
         * @property {Uint8Array|null} [signature] Envelope signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Envelope.
         * @memberof murmur
         * @interface IEnvelope
         * @augments murmur.Envelope.$Properties
         * @deprecated Use murmur.Envelope.$Properties instead.
         */

        /**
         * Shape of an Envelope.
         * @typedef {murmur.Envelope.$Properties} murmur.Envelope.$Shape
         */

        /**
         * Constructs a new Envelope.
         * @memberof murmur
         * @classdesc Represents an Envelope.
         * @constructor
         * @param {murmur.Envelope.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Envelope = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Envelope body.
         * @member {Uint8Array} body
         * @memberof murmur.Envelope
         * @instance
         */
        Envelope.prototype.body = $util.newBuffer([]);

        /**
         * Envelope signer.
         * @member {Uint8Array} signer
         * @memberof murmur.Envelope
         * @instance
         */
        Envelope.prototype.signer = $util.newBuffer([]);

        /**
         * Envelope signature.
         * @member {Uint8Array} signature
         * @memberof murmur.Envelope
         * @instance
         */
        Envelope.prototype.signature = $util.newBuffer([]);

        /**
         * Creates a new Envelope instance using the specified properties.
         * @function create
         * @memberof murmur.Envelope
         * @static
         * @param {murmur.Envelope.$Properties=} [properties] Properties to set
         * @returns {murmur.Envelope} Envelope instance
         * @type {{
         *   (properties: murmur.Envelope.$Shape): murmur.Envelope & murmur.Envelope.$Shape;
         *   (properties?: murmur.Envelope.$Properties): murmur.Envelope;
         * }}
         */
        Envelope.create = function(properties) {
            return new Envelope(properties);
        };

        /**
         * Encodes the specified Envelope message. Does not implicitly {@link murmur.Envelope.verify|verify} messages.
         * @function encode
         * @memberof murmur.Envelope
         * @static
         * @param {murmur.Envelope.$Properties} message Envelope message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Envelope.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.body);
            if (message.signer != null && $Object.hasOwnProperty.call(message, "signer") && message.signer.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signer);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Envelope message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Envelope
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Envelope & murmur.Envelope.$Shape} Envelope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Envelope.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Envelope();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.body = value;
                        else
                            delete message.body;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signer = value;
                        else
                            delete message.signer;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an Envelope message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Envelope
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Envelope} Envelope
         */
        Envelope.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Envelope)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Envelope: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Envelope();
            if (object.body != null)
                if (object.body.length)
                    if (typeof object.body === "string")
                        $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                    else if (object.body.length >= 0)
                        message.body = object.body;
            if (object.signer != null)
                if (object.signer.length)
                    if (typeof object.signer === "string")
                        $util.base64.decode(object.signer, message.signer = $util.newBuffer($util.base64.length(object.signer)), 0);
                    else if (object.signer.length >= 0)
                        message.signer = object.signer;
            if (object.signature != null)
                if (object.signature.length)
                    if (typeof object.signature === "string")
                        $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                    else if (object.signature.length >= 0)
                        message.signature = object.signature;
            return message;
        };

        /**
         * Creates a plain object from an Envelope message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Envelope
         * @static
         * @param {murmur.Envelope} message Envelope
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Envelope.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.body = "";
                else {
                    object.body = [];
                    if (options.bytes !== $Array)
                        object.body = $util.newBuffer(object.body);
                }
                if (options.bytes === $String)
                    object.signer = "";
                else {
                    object.signer = [];
                    if (options.bytes !== $Array)
                        object.signer = $util.newBuffer(object.signer);
                }
                if (options.bytes === $String)
                    object.signature = "";
                else {
                    object.signature = [];
                    if (options.bytes !== $Array)
                        object.signature = $util.newBuffer(object.signature);
                }
            }
            if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
            if (message.signer != null && $Object.hasOwnProperty.call(message, "signer"))
                object.signer = options.bytes === $String ? $util.base64.encode(message.signer, 0, message.signer.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signer) : message.signer;
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
            return object;
        };

        /**
         * Converts this Envelope to JSON.
         * @function toJSON
         * @memberof murmur.Envelope
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Envelope.prototype.toJSON = function() {
            return Envelope.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Envelope
         * @function getTypeUrl
         * @memberof murmur.Envelope
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Envelope.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Envelope";
        };

        return Envelope;
    })();

    murmur.Body = (function() {

        /**
         * Properties of a Body.
         * @typedef {Object} murmur.Body.$Properties
         * @property {Uint8Array|null} [runId] Body runId
         * @property {number|null} [version] Body version
         * @property {murmur.Join.$Properties|null} [join] Body join
         * @property {murmur.Ready.$Properties|null} [ready] Body ready
         * @property {murmur.Leave.$Properties|null} [leave] Body leave
         * @property {murmur.Commitment.$Properties|null} [commitment] Body commitment
         * @property {murmur.CommitmentList.$Properties|null} [commitmentList] Body commitmentList
         * @property {murmur.Report.$Properties|null} [report] Body report
         * @property {murmur.Entry.$Properties|null} [entry] Body entry
         * @property {murmur.Head.$Properties|null} [head] Body head
         * @property {murmur.Merged.$Properties|null} [merged] Body merged
         * @property {murmur.Disputed.$Properties|null} [disputed] Body disputed
         * @property {"join"|"ready"|"leave"|"commitment"|"commitmentList"|"report"|"entry"|"head"|"merged"|"disputed"} [message] Body message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Body.
         * @memberof murmur
         * @interface IBody
         * @augments murmur.Body.$Properties
         * @deprecated Use murmur.Body.$Properties instead.
         */

        /**
         * Narrowed shape of a Body.
         * @typedef {{
         *   runId?: Uint8Array|null;
         *   version?: number|null;
         *   join?: murmur.Join.$Shape|null;
         *   ready?: murmur.Ready.$Shape|null;
         *   leave?: murmur.Leave.$Shape|null;
         *   commitment?: murmur.Commitment.$Shape|null;
         *   commitmentList?: murmur.CommitmentList.$Shape|null;
         *   report?: murmur.Report.$Shape|null;
         *   entry?: murmur.Entry.$Shape|null;
         *   head?: murmur.Head.$Shape|null;
         *   merged?: murmur.Merged.$Shape|null;
         *   disputed?: murmur.Disputed.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ message?: undefined; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "join"; join: murmur.Join.$Shape; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "ready"; join?: null; ready: murmur.Ready.$Shape; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "leave"; join?: null; ready?: null; leave: murmur.Leave.$Shape; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "commitment"; join?: null; ready?: null; leave?: null; commitment: murmur.Commitment.$Shape; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "commitmentList"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList: murmur.CommitmentList.$Shape; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "report"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report: murmur.Report.$Shape; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "entry"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry: murmur.Entry.$Shape; head?: null; merged?: null; disputed?: null }|{ message?: "head"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head: murmur.Head.$Shape; merged?: null; disputed?: null }|{ message?: "merged"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged: murmur.Merged.$Shape; disputed?: null }|{ message?: "disputed"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed: murmur.Disputed.$Shape })
         * )} murmur.Body.$Shape
         */

        /**
         * Constructs a new Body.
         * @memberof murmur
         * @classdesc Represents a Body.
         * @constructor
         * @param {murmur.Body.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Body = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Body runId.
         * @member {Uint8Array} runId
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.runId = $util.newBuffer([]);

        /**
         * Body version.
         * @member {number} version
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.version = 0;

        /**
         * Body join.
         * @member {murmur.Join.$Properties|null|undefined} join
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.join = null;

        /**
         * Body ready.
         * @member {murmur.Ready.$Properties|null|undefined} ready
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.ready = null;

        /**
         * Body leave.
         * @member {murmur.Leave.$Properties|null|undefined} leave
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.leave = null;

        /**
         * Body commitment.
         * @member {murmur.Commitment.$Properties|null|undefined} commitment
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.commitment = null;

        /**
         * Body commitmentList.
         * @member {murmur.CommitmentList.$Properties|null|undefined} commitmentList
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.commitmentList = null;

        /**
         * Body report.
         * @member {murmur.Report.$Properties|null|undefined} report
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.report = null;

        /**
         * Body entry.
         * @member {murmur.Entry.$Properties|null|undefined} entry
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.entry = null;

        /**
         * Body head.
         * @member {murmur.Head.$Properties|null|undefined} head
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.head = null;

        /**
         * Body merged.
         * @member {murmur.Merged.$Properties|null|undefined} merged
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.merged = null;

        /**
         * Body disputed.
         * @member {murmur.Disputed.$Properties|null|undefined} disputed
         * @memberof murmur.Body
         * @instance
         */
        Body.prototype.disputed = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * Body message.
         * @member {"join"|"ready"|"leave"|"commitment"|"commitmentList"|"report"|"entry"|"head"|"merged"|"disputed"|undefined} message
         * @memberof murmur.Body
         * @instance
         */
        $Object.defineProperty(Body.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["join", "ready", "leave", "commitment", "commitmentList", "report", "entry", "head", "merged", "disputed"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new Body instance using the specified properties.
         * @function create
         * @memberof murmur.Body
         * @static
         * @param {murmur.Body.$Properties=} [properties] Properties to set
         * @returns {murmur.Body} Body instance
         * @type {{
         *   (properties: murmur.Body.$Shape): murmur.Body & murmur.Body.$Shape;
         *   (properties?: murmur.Body.$Properties): murmur.Body;
         * }}
         */
        Body.create = function(properties) {
            return new Body(properties);
        };

        /**
         * Encodes the specified Body message. Does not implicitly {@link murmur.Body.verify|verify} messages.
         * @function encode
         * @memberof murmur.Body
         * @static
         * @param {murmur.Body.$Properties} message Body message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Body.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.runId);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
            if (message.join != null && $Object.hasOwnProperty.call(message, "join"))
                $root.murmur.Join.encode(message.join, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.ready != null && $Object.hasOwnProperty.call(message, "ready"))
                $root.murmur.Ready.encode(message.ready, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.leave != null && $Object.hasOwnProperty.call(message, "leave"))
                $root.murmur.Leave.encode(message.leave, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.commitment != null && $Object.hasOwnProperty.call(message, "commitment"))
                $root.murmur.Commitment.encode(message.commitment, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.commitmentList != null && $Object.hasOwnProperty.call(message, "commitmentList"))
                $root.murmur.CommitmentList.encode(message.commitmentList, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
            if (message.report != null && $Object.hasOwnProperty.call(message, "report"))
                $root.murmur.Report.encode(message.report, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
            if (message.entry != null && $Object.hasOwnProperty.call(message, "entry"))
                $root.murmur.Entry.encode(message.entry, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
            if (message.head != null && $Object.hasOwnProperty.call(message, "head"))
                $root.murmur.Head.encode(message.head, writer.uint32(/* id 30, wireType 2 =*/242).fork(), _depth + 1).ldelim();
            if (message.merged != null && $Object.hasOwnProperty.call(message, "merged"))
                $root.murmur.Merged.encode(message.merged, writer.uint32(/* id 40, wireType 2 =*/322).fork(), _depth + 1).ldelim();
            if (message.disputed != null && $Object.hasOwnProperty.call(message, "disputed"))
                $root.murmur.Disputed.encode(message.disputed, writer.uint32(/* id 41, wireType 2 =*/330).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Body message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Body
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Body & murmur.Body.$Shape} Body
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Body.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Body();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.join = $root.murmur.Join.decode(reader, reader.size(), $undefined, _depth + 1, message.join);
                        message.message = "join";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.ready = $root.murmur.Ready.decode(reader, reader.size(), $undefined, _depth + 1, message.ready);
                        message.message = "ready";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.leave = $root.murmur.Leave.decode(reader, reader.size(), $undefined, _depth + 1, message.leave);
                        message.message = "leave";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.commitment = $root.murmur.Commitment.decode(reader, reader.size(), $undefined, _depth + 1, message.commitment);
                        message.message = "commitment";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.commitmentList = $root.murmur.CommitmentList.decode(reader, reader.size(), $undefined, _depth + 1, message.commitmentList);
                        message.message = "commitmentList";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.report = $root.murmur.Report.decode(reader, reader.size(), $undefined, _depth + 1, message.report);
                        message.message = "report";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.entry = $root.murmur.Entry.decode(reader, reader.size(), $undefined, _depth + 1, message.entry);
                        message.message = "entry";
                        continue;
                    }
                case 30: {
                        if (wireType !== 2)
                            break;
                        message.head = $root.murmur.Head.decode(reader, reader.size(), $undefined, _depth + 1, message.head);
                        message.message = "head";
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        message.merged = $root.murmur.Merged.decode(reader, reader.size(), $undefined, _depth + 1, message.merged);
                        message.message = "merged";
                        continue;
                    }
                case 41: {
                        if (wireType !== 2)
                            break;
                        message.disputed = $root.murmur.Disputed.decode(reader, reader.size(), $undefined, _depth + 1, message.disputed);
                        message.message = "disputed";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Body message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Body
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Body} Body
         */
        Body.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Body)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Body: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Body();
            if (object.runId != null)
                if (object.runId.length)
                    if (typeof object.runId === "string")
                        $util.base64.decode(object.runId, message.runId = $util.newBuffer($util.base64.length(object.runId)), 0);
                    else if (object.runId.length >= 0)
                        message.runId = object.runId;
            if (object.version != null)
                if ($Number(object.version) !== 0)
                    message.version = object.version >>> 0;
            if (object.join != null) {
                if (!$util.isObject(object.join))
                    throw $TypeError(".murmur.Body.join: object expected");
                message.join = $root.murmur.Join.fromObject(object.join, _depth + 1);
            }
            if (object.ready != null) {
                if (!$util.isObject(object.ready))
                    throw $TypeError(".murmur.Body.ready: object expected");
                message.ready = $root.murmur.Ready.fromObject(object.ready, _depth + 1);
            }
            if (object.leave != null) {
                if (!$util.isObject(object.leave))
                    throw $TypeError(".murmur.Body.leave: object expected");
                message.leave = $root.murmur.Leave.fromObject(object.leave, _depth + 1);
            }
            if (object.commitment != null) {
                if (!$util.isObject(object.commitment))
                    throw $TypeError(".murmur.Body.commitment: object expected");
                message.commitment = $root.murmur.Commitment.fromObject(object.commitment, _depth + 1);
            }
            if (object.commitmentList != null) {
                if (!$util.isObject(object.commitmentList))
                    throw $TypeError(".murmur.Body.commitmentList: object expected");
                message.commitmentList = $root.murmur.CommitmentList.fromObject(object.commitmentList, _depth + 1);
            }
            if (object.report != null) {
                if (!$util.isObject(object.report))
                    throw $TypeError(".murmur.Body.report: object expected");
                message.report = $root.murmur.Report.fromObject(object.report, _depth + 1);
            }
            if (object.entry != null) {
                if (!$util.isObject(object.entry))
                    throw $TypeError(".murmur.Body.entry: object expected");
                message.entry = $root.murmur.Entry.fromObject(object.entry, _depth + 1);
            }
            if (object.head != null) {
                if (!$util.isObject(object.head))
                    throw $TypeError(".murmur.Body.head: object expected");
                message.head = $root.murmur.Head.fromObject(object.head, _depth + 1);
            }
            if (object.merged != null) {
                if (!$util.isObject(object.merged))
                    throw $TypeError(".murmur.Body.merged: object expected");
                message.merged = $root.murmur.Merged.fromObject(object.merged, _depth + 1);
            }
            if (object.disputed != null) {
                if (!$util.isObject(object.disputed))
                    throw $TypeError(".murmur.Body.disputed: object expected");
                message.disputed = $root.murmur.Disputed.fromObject(object.disputed, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from a Body message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Body
         * @static
         * @param {murmur.Body} message Body
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Body.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.runId = "";
                else {
                    object.runId = [];
                    if (options.bytes !== $Array)
                        object.runId = $util.newBuffer(object.runId);
                }
                object.version = 0;
            }
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                object.runId = options.bytes === $String ? $util.base64.encode(message.runId, 0, message.runId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.runId) : message.runId;
            if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                object.version = message.version;
            if (message.join != null && $Object.hasOwnProperty.call(message, "join")) {
                object.join = $root.murmur.Join.toObject(message.join, options, _depth + 1);
                if (options.oneofs)
                    object.message = "join";
            }
            if (message.ready != null && $Object.hasOwnProperty.call(message, "ready")) {
                object.ready = $root.murmur.Ready.toObject(message.ready, options, _depth + 1);
                if (options.oneofs)
                    object.message = "ready";
            }
            if (message.leave != null && $Object.hasOwnProperty.call(message, "leave")) {
                object.leave = $root.murmur.Leave.toObject(message.leave, options, _depth + 1);
                if (options.oneofs)
                    object.message = "leave";
            }
            if (message.commitment != null && $Object.hasOwnProperty.call(message, "commitment")) {
                object.commitment = $root.murmur.Commitment.toObject(message.commitment, options, _depth + 1);
                if (options.oneofs)
                    object.message = "commitment";
            }
            if (message.commitmentList != null && $Object.hasOwnProperty.call(message, "commitmentList")) {
                object.commitmentList = $root.murmur.CommitmentList.toObject(message.commitmentList, options, _depth + 1);
                if (options.oneofs)
                    object.message = "commitmentList";
            }
            if (message.report != null && $Object.hasOwnProperty.call(message, "report")) {
                object.report = $root.murmur.Report.toObject(message.report, options, _depth + 1);
                if (options.oneofs)
                    object.message = "report";
            }
            if (message.entry != null && $Object.hasOwnProperty.call(message, "entry")) {
                object.entry = $root.murmur.Entry.toObject(message.entry, options, _depth + 1);
                if (options.oneofs)
                    object.message = "entry";
            }
            if (message.head != null && $Object.hasOwnProperty.call(message, "head")) {
                object.head = $root.murmur.Head.toObject(message.head, options, _depth + 1);
                if (options.oneofs)
                    object.message = "head";
            }
            if (message.merged != null && $Object.hasOwnProperty.call(message, "merged")) {
                object.merged = $root.murmur.Merged.toObject(message.merged, options, _depth + 1);
                if (options.oneofs)
                    object.message = "merged";
            }
            if (message.disputed != null && $Object.hasOwnProperty.call(message, "disputed")) {
                object.disputed = $root.murmur.Disputed.toObject(message.disputed, options, _depth + 1);
                if (options.oneofs)
                    object.message = "disputed";
            }
            return object;
        };

        /**
         * Converts this Body to JSON.
         * @function toJSON
         * @memberof murmur.Body
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Body.prototype.toJSON = function() {
            return Body.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Body
         * @function getTypeUrl
         * @memberof murmur.Body
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Body.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Body";
        };

        return Body;
    })();

    murmur.Join = (function() {

        /**
         * Properties of a Join.
         * @typedef {Object} murmur.Join.$Properties
         * @property {string|null} [name] Join name
         * @property {Array.<string>|null} [addresses] Join addresses
         * @property {string|null} [engine] Join engine
         * @property {number|null} [threads] Join threads
         * @property {Uint8Array|null} [invite] Join invite
         * @property {number|null} [kernel] Join kernel
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Join.
         * @memberof murmur
         * @interface IJoin
         * @augments murmur.Join.$Properties
         * @deprecated Use murmur.Join.$Properties instead.
         */

        /**
         * Shape of a Join.
         * @typedef {murmur.Join.$Properties} murmur.Join.$Shape
         */

        /**
         * Constructs a new Join.
         * @memberof murmur
         * @classdesc Represents a Join.
         * @constructor
         * @param {murmur.Join.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Join = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Join name.
         * @member {string} name
         * @memberof murmur.Join
         * @instance
         */
        Join.prototype.name = "";

        /**
         * Join addresses.
         * @member {Array.<string>} addresses
         * @memberof murmur.Join
         * @instance
         */
        Join.prototype.addresses = $util.emptyArray;

        /**
         * Join engine.
         * @member {string} engine
         * @memberof murmur.Join
         * @instance
         */
        Join.prototype.engine = "";

        /**
         * Join threads.
         * @member {number} threads
         * @memberof murmur.Join
         * @instance
         */
        Join.prototype.threads = 0;

        /**
         * Join invite.
         * @member {Uint8Array} invite
         * @memberof murmur.Join
         * @instance
         */
        Join.prototype.invite = $util.newBuffer([]);

        /**
         * Join kernel.
         * @member {number} kernel
         * @memberof murmur.Join
         * @instance
         */
        Join.prototype.kernel = 0;

        /**
         * Creates a new Join instance using the specified properties.
         * @function create
         * @memberof murmur.Join
         * @static
         * @param {murmur.Join.$Properties=} [properties] Properties to set
         * @returns {murmur.Join} Join instance
         * @type {{
         *   (properties: murmur.Join.$Shape): murmur.Join & murmur.Join.$Shape;
         *   (properties?: murmur.Join.$Properties): murmur.Join;
         * }}
         */
        Join.create = function(properties) {
            return new Join(properties);
        };

        /**
         * Encodes the specified Join message. Does not implicitly {@link murmur.Join.verify|verify} messages.
         * @function encode
         * @memberof murmur.Join
         * @static
         * @param {murmur.Join.$Properties} message Join message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Join.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.addresses[i]);
            if (message.engine != null && $Object.hasOwnProperty.call(message, "engine") && message.engine !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.engine);
            if (message.threads != null && $Object.hasOwnProperty.call(message, "threads") && message.threads !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.threads);
            if (message.invite != null && $Object.hasOwnProperty.call(message, "invite") && message.invite.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.invite);
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.kernel);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Join message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Join
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Join & murmur.Join.$Shape} Join
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Join.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Join();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.engine = value;
                        else
                            delete message.engine;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.threads = value;
                        else
                            delete message.threads;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.invite = value;
                        else
                            delete message.invite;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kernel = value;
                        else
                            delete message.kernel;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Join message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Join
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Join} Join
         */
        Join.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Join)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Join: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Join();
            if (object.name != null)
                if (typeof object.name !== "string" || object.name.length)
                    message.name = $String(object.name);
            if (object.addresses) {
                if (!$Array.isArray(object.addresses))
                    throw $TypeError(".murmur.Join.addresses: array expected");
                message.addresses = $Array(object.addresses.length);
                for (let i = 0; i < object.addresses.length; ++i)
                    message.addresses[i] = $String(object.addresses[i]);
            }
            if (object.engine != null)
                if (typeof object.engine !== "string" || object.engine.length)
                    message.engine = $String(object.engine);
            if (object.threads != null)
                if ($Number(object.threads) !== 0)
                    message.threads = object.threads >>> 0;
            if (object.invite != null)
                if (object.invite.length)
                    if (typeof object.invite === "string")
                        $util.base64.decode(object.invite, message.invite = $util.newBuffer($util.base64.length(object.invite)), 0);
                    else if (object.invite.length >= 0)
                        message.invite = object.invite;
            if (object.kernel != null)
                if ($Number(object.kernel) !== 0)
                    message.kernel = object.kernel >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a Join message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Join
         * @static
         * @param {murmur.Join} message Join
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Join.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.addresses = [];
            if (options.defaults) {
                object.name = "";
                object.engine = "";
                object.threads = 0;
                if (options.bytes === $String)
                    object.invite = "";
                else {
                    object.invite = [];
                    if (options.bytes !== $Array)
                        object.invite = $util.newBuffer(object.invite);
                }
                object.kernel = 0;
            }
            if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                object.name = message.name;
            if (message.addresses && message.addresses.length) {
                object.addresses = $Array(message.addresses.length);
                for (let j = 0; j < message.addresses.length; ++j)
                    object.addresses[j] = message.addresses[j];
            }
            if (message.engine != null && $Object.hasOwnProperty.call(message, "engine"))
                object.engine = message.engine;
            if (message.threads != null && $Object.hasOwnProperty.call(message, "threads"))
                object.threads = message.threads;
            if (message.invite != null && $Object.hasOwnProperty.call(message, "invite"))
                object.invite = options.bytes === $String ? $util.base64.encode(message.invite, 0, message.invite.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.invite) : message.invite;
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel"))
                object.kernel = message.kernel;
            return object;
        };

        /**
         * Converts this Join to JSON.
         * @function toJSON
         * @memberof murmur.Join
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Join.prototype.toJSON = function() {
            return Join.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Join
         * @function getTypeUrl
         * @memberof murmur.Join
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Join.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Join";
        };

        return Join;
    })();

    murmur.Ready = (function() {

        /**
         * Properties of a Ready.
         * @typedef {Object} murmur.Ready.$Properties
         * @property {number|null} [round] Ready round
         * @property {Uint8Array|null} [lineage] Ready lineage
         * @property {Uint8Array|null} [stateDigest] Ready stateDigest
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Ready.
         * @memberof murmur
         * @interface IReady
         * @augments murmur.Ready.$Properties
         * @deprecated Use murmur.Ready.$Properties instead.
         */

        /**
         * Shape of a Ready.
         * @typedef {murmur.Ready.$Properties} murmur.Ready.$Shape
         */

        /**
         * Constructs a new Ready.
         * @memberof murmur
         * @classdesc Represents a Ready.
         * @constructor
         * @param {murmur.Ready.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Ready = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Ready round.
         * @member {number} round
         * @memberof murmur.Ready
         * @instance
         */
        Ready.prototype.round = 0;

        /**
         * Ready lineage.
         * @member {Uint8Array} lineage
         * @memberof murmur.Ready
         * @instance
         */
        Ready.prototype.lineage = $util.newBuffer([]);

        /**
         * Ready stateDigest.
         * @member {Uint8Array} stateDigest
         * @memberof murmur.Ready
         * @instance
         */
        Ready.prototype.stateDigest = $util.newBuffer([]);

        /**
         * Creates a new Ready instance using the specified properties.
         * @function create
         * @memberof murmur.Ready
         * @static
         * @param {murmur.Ready.$Properties=} [properties] Properties to set
         * @returns {murmur.Ready} Ready instance
         * @type {{
         *   (properties: murmur.Ready.$Shape): murmur.Ready & murmur.Ready.$Shape;
         *   (properties?: murmur.Ready.$Properties): murmur.Ready;
         * }}
         */
        Ready.create = function(properties) {
            return new Ready(properties);
        };

        /**
         * Encodes the specified Ready message. Does not implicitly {@link murmur.Ready.verify|verify} messages.
         * @function encode
         * @memberof murmur.Ready
         * @static
         * @param {murmur.Ready.$Properties} message Ready message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Ready.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage") && message.lineage.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.lineage);
            if (message.stateDigest != null && $Object.hasOwnProperty.call(message, "stateDigest") && message.stateDigest.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.stateDigest);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Ready message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Ready
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Ready & murmur.Ready.$Shape} Ready
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Ready.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Ready();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.lineage = value;
                        else
                            delete message.lineage;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.stateDigest = value;
                        else
                            delete message.stateDigest;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Ready message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Ready
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Ready} Ready
         */
        Ready.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Ready)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Ready: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Ready();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.lineage != null)
                if (object.lineage.length)
                    if (typeof object.lineage === "string")
                        $util.base64.decode(object.lineage, message.lineage = $util.newBuffer($util.base64.length(object.lineage)), 0);
                    else if (object.lineage.length >= 0)
                        message.lineage = object.lineage;
            if (object.stateDigest != null)
                if (object.stateDigest.length)
                    if (typeof object.stateDigest === "string")
                        $util.base64.decode(object.stateDigest, message.stateDigest = $util.newBuffer($util.base64.length(object.stateDigest)), 0);
                    else if (object.stateDigest.length >= 0)
                        message.stateDigest = object.stateDigest;
            return message;
        };

        /**
         * Creates a plain object from a Ready message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Ready
         * @static
         * @param {murmur.Ready} message Ready
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Ready.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.lineage = "";
                else {
                    object.lineage = [];
                    if (options.bytes !== $Array)
                        object.lineage = $util.newBuffer(object.lineage);
                }
                if (options.bytes === $String)
                    object.stateDigest = "";
                else {
                    object.stateDigest = [];
                    if (options.bytes !== $Array)
                        object.stateDigest = $util.newBuffer(object.stateDigest);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage"))
                object.lineage = options.bytes === $String ? $util.base64.encode(message.lineage, 0, message.lineage.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lineage) : message.lineage;
            if (message.stateDigest != null && $Object.hasOwnProperty.call(message, "stateDigest"))
                object.stateDigest = options.bytes === $String ? $util.base64.encode(message.stateDigest, 0, message.stateDigest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.stateDigest) : message.stateDigest;
            return object;
        };

        /**
         * Converts this Ready to JSON.
         * @function toJSON
         * @memberof murmur.Ready
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Ready.prototype.toJSON = function() {
            return Ready.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Ready
         * @function getTypeUrl
         * @memberof murmur.Ready
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Ready.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Ready";
        };

        return Ready;
    })();

    murmur.Leave = (function() {

        /**
         * Properties of a Leave.
         * @typedef {Object} murmur.Leave.$Properties
         * @property {string|null} [reason] Leave reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Leave.
         * @memberof murmur
         * @interface ILeave
         * @augments murmur.Leave.$Properties
         * @deprecated Use murmur.Leave.$Properties instead.
         */

        /**
         * Shape of a Leave.
         * @typedef {murmur.Leave.$Properties} murmur.Leave.$Shape
         */

        /**
         * Constructs a new Leave.
         * @memberof murmur
         * @classdesc Represents a Leave.
         * @constructor
         * @param {murmur.Leave.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Leave = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Leave reason.
         * @member {string} reason
         * @memberof murmur.Leave
         * @instance
         */
        Leave.prototype.reason = "";

        /**
         * Creates a new Leave instance using the specified properties.
         * @function create
         * @memberof murmur.Leave
         * @static
         * @param {murmur.Leave.$Properties=} [properties] Properties to set
         * @returns {murmur.Leave} Leave instance
         * @type {{
         *   (properties: murmur.Leave.$Shape): murmur.Leave & murmur.Leave.$Shape;
         *   (properties?: murmur.Leave.$Properties): murmur.Leave;
         * }}
         */
        Leave.create = function(properties) {
            return new Leave(properties);
        };

        /**
         * Encodes the specified Leave message. Does not implicitly {@link murmur.Leave.verify|verify} messages.
         * @function encode
         * @memberof murmur.Leave
         * @static
         * @param {murmur.Leave.$Properties} message Leave message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Leave.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Leave message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Leave
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Leave & murmur.Leave.$Shape} Leave
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Leave.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Leave();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Leave message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Leave
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Leave} Leave
         */
        Leave.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Leave)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Leave: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Leave();
            if (object.reason != null)
                if (typeof object.reason !== "string" || object.reason.length)
                    message.reason = $String(object.reason);
            return message;
        };

        /**
         * Creates a plain object from a Leave message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Leave
         * @static
         * @param {murmur.Leave} message Leave
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Leave.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults)
                object.reason = "";
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                object.reason = message.reason;
            return object;
        };

        /**
         * Converts this Leave to JSON.
         * @function toJSON
         * @memberof murmur.Leave
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Leave.prototype.toJSON = function() {
            return Leave.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Leave
         * @function getTypeUrl
         * @memberof murmur.Leave
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Leave.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Leave";
        };

        return Leave;
    })();

    murmur.Commitment = (function() {

        /**
         * Properties of a Commitment.
         * @typedef {Object} murmur.Commitment.$Properties
         * @property {number|null} [round] Commitment round
         * @property {number|null} [slot] Commitment slot
         * @property {Uint8Array|null} [payloadHash] Commitment payloadHash
         * @property {number|null} [payloadBytes] Commitment payloadBytes
         * @property {Array.<number>|null} [batches] Commitment batches
         * @property {Array.<number>|null} [dropped] Commitment dropped
         * @property {number|null} [thetaRound] Commitment thetaRound
         * @property {string|null} [engine] Commitment engine
         * @property {string|null} [precision] Commitment precision
         * @property {Uint8Array|null} [prevRoot] Commitment prevRoot
         * @property {Uint8Array|null} [momentumRoot] Commitment momentumRoot
         * @property {Uint8Array|null} [stateDigest] Commitment stateDigest
         * @property {number|null} [lossMicronats] Commitment lossMicronats
         * @property {number|null} [tokens] Commitment tokens
         * @property {number|null} [trainMs] Commitment trainMs
         * @property {Uint8Array|null} [rangesRoot] Commitment rangesRoot
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Commitment.
         * @memberof murmur
         * @interface ICommitment
         * @augments murmur.Commitment.$Properties
         * @deprecated Use murmur.Commitment.$Properties instead.
         */

        /**
         * Shape of a Commitment.
         * @typedef {murmur.Commitment.$Properties} murmur.Commitment.$Shape
         */

        /**
         * Constructs a new Commitment.
         * @memberof murmur
         * @classdesc Represents a Commitment.
         * @constructor
         * @param {murmur.Commitment.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Commitment = function (properties) {
            this.batches = [];
            this.dropped = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Commitment round.
         * @member {number} round
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.round = 0;

        /**
         * Commitment slot.
         * @member {number} slot
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.slot = 0;

        /**
         * Commitment payloadHash.
         * @member {Uint8Array} payloadHash
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.payloadHash = $util.newBuffer([]);

        /**
         * Commitment payloadBytes.
         * @member {number} payloadBytes
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.payloadBytes = 0;

        /**
         * Commitment batches.
         * @member {Array.<number>} batches
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.batches = $util.emptyArray;

        /**
         * Commitment dropped.
         * @member {Array.<number>} dropped
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.dropped = $util.emptyArray;

        /**
         * Commitment thetaRound.
         * @member {number} thetaRound
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.thetaRound = 0;

        /**
         * Commitment engine.
         * @member {string} engine
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.engine = "";

        /**
         * Commitment precision.
         * @member {string} precision
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.precision = "";

        /**
         * Commitment prevRoot.
         * @member {Uint8Array} prevRoot
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.prevRoot = $util.newBuffer([]);

        /**
         * Commitment momentumRoot.
         * @member {Uint8Array} momentumRoot
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.momentumRoot = $util.newBuffer([]);

        /**
         * Commitment stateDigest.
         * @member {Uint8Array} stateDigest
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.stateDigest = $util.newBuffer([]);

        /**
         * Commitment lossMicronats.
         * @member {number} lossMicronats
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.lossMicronats = 0;

        /**
         * Commitment tokens.
         * @member {number} tokens
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.tokens = 0;

        /**
         * Commitment trainMs.
         * @member {number} trainMs
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.trainMs = 0;

        /**
         * Commitment rangesRoot.
         * @member {Uint8Array} rangesRoot
         * @memberof murmur.Commitment
         * @instance
         */
        Commitment.prototype.rangesRoot = $util.newBuffer([]);

        /**
         * Creates a new Commitment instance using the specified properties.
         * @function create
         * @memberof murmur.Commitment
         * @static
         * @param {murmur.Commitment.$Properties=} [properties] Properties to set
         * @returns {murmur.Commitment} Commitment instance
         * @type {{
         *   (properties: murmur.Commitment.$Shape): murmur.Commitment & murmur.Commitment.$Shape;
         *   (properties?: murmur.Commitment.$Properties): murmur.Commitment;
         * }}
         */
        Commitment.create = function(properties) {
            return new Commitment(properties);
        };

        /**
         * Encodes the specified Commitment message. Does not implicitly {@link murmur.Commitment.verify|verify} messages.
         * @function encode
         * @memberof murmur.Commitment
         * @static
         * @param {murmur.Commitment.$Properties} message Commitment message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Commitment.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.slot);
            if (message.payloadHash != null && $Object.hasOwnProperty.call(message, "payloadHash") && message.payloadHash.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.payloadHash);
            if (message.payloadBytes != null && $Object.hasOwnProperty.call(message, "payloadBytes") && message.payloadBytes !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.payloadBytes);
            if (message.batches != null && message.batches.length)
                writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.batches);
            if (message.dropped != null && message.dropped.length)
                writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.dropped);
            if (message.thetaRound != null && $Object.hasOwnProperty.call(message, "thetaRound") && message.thetaRound !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.thetaRound);
            if (message.engine != null && $Object.hasOwnProperty.call(message, "engine") && message.engine !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.engine);
            if (message.precision != null && $Object.hasOwnProperty.call(message, "precision") && message.precision !== "")
                writer.uint32(/* id 9, wireType 2 =*/74).string(message.precision);
            if (message.prevRoot != null && $Object.hasOwnProperty.call(message, "prevRoot") && message.prevRoot.length)
                writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.prevRoot);
            if (message.momentumRoot != null && $Object.hasOwnProperty.call(message, "momentumRoot") && message.momentumRoot.length)
                writer.uint32(/* id 11, wireType 2 =*/90).bytes(message.momentumRoot);
            if (message.stateDigest != null && $Object.hasOwnProperty.call(message, "stateDigest") && message.stateDigest.length)
                writer.uint32(/* id 12, wireType 2 =*/98).bytes(message.stateDigest);
            if (message.lossMicronats != null && $Object.hasOwnProperty.call(message, "lossMicronats") && message.lossMicronats !== 0)
                writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.lossMicronats);
            if (message.tokens != null && $Object.hasOwnProperty.call(message, "tokens") && message.tokens !== 0)
                writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.tokens);
            if (message.trainMs != null && $Object.hasOwnProperty.call(message, "trainMs") && message.trainMs !== 0)
                writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.trainMs);
            if (message.rangesRoot != null && $Object.hasOwnProperty.call(message, "rangesRoot") && message.rangesRoot.length)
                writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.rangesRoot);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Commitment message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Commitment
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Commitment & murmur.Commitment.$Shape} Commitment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Commitment.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Commitment();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.slot = value;
                        else
                            delete message.slot;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payloadHash = value;
                        else
                            delete message.payloadHash;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.payloadBytes = value;
                        else
                            delete message.payloadBytes;
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.batches && message.batches.length))
                                message.batches = [];
                            reader.uint32s(message.batches);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.batches && message.batches.length))
                            message.batches = [];
                        message.batches.push(reader.uint32());
                        continue;
                    }
                case 6: {
                        if (wireType === 2) {
                            if (!(message.dropped && message.dropped.length))
                                message.dropped = [];
                            reader.uint32s(message.dropped);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.dropped && message.dropped.length))
                            message.dropped = [];
                        message.dropped.push(reader.uint32());
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.thetaRound = value;
                        else
                            delete message.thetaRound;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.engine = value;
                        else
                            delete message.engine;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.precision = value;
                        else
                            delete message.precision;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.prevRoot = value;
                        else
                            delete message.prevRoot;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.momentumRoot = value;
                        else
                            delete message.momentumRoot;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.stateDigest = value;
                        else
                            delete message.stateDigest;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lossMicronats = value;
                        else
                            delete message.lossMicronats;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.tokens = value;
                        else
                            delete message.tokens;
                        continue;
                    }
                case 15: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.trainMs = value;
                        else
                            delete message.trainMs;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.rangesRoot = value;
                        else
                            delete message.rangesRoot;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Commitment message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Commitment
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Commitment} Commitment
         */
        Commitment.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Commitment)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Commitment: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Commitment();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.slot != null)
                if ($Number(object.slot) !== 0)
                    message.slot = object.slot >>> 0;
            if (object.payloadHash != null)
                if (object.payloadHash.length)
                    if (typeof object.payloadHash === "string")
                        $util.base64.decode(object.payloadHash, message.payloadHash = $util.newBuffer($util.base64.length(object.payloadHash)), 0);
                    else if (object.payloadHash.length >= 0)
                        message.payloadHash = object.payloadHash;
            if (object.payloadBytes != null)
                if ($Number(object.payloadBytes) !== 0)
                    message.payloadBytes = object.payloadBytes >>> 0;
            if (object.batches) {
                if (!$Array.isArray(object.batches))
                    throw $TypeError(".murmur.Commitment.batches: array expected");
                message.batches = $Array(object.batches.length);
                for (let i = 0; i < object.batches.length; ++i)
                    message.batches[i] = object.batches[i] >>> 0;
            }
            if (object.dropped) {
                if (!$Array.isArray(object.dropped))
                    throw $TypeError(".murmur.Commitment.dropped: array expected");
                message.dropped = $Array(object.dropped.length);
                for (let i = 0; i < object.dropped.length; ++i)
                    message.dropped[i] = object.dropped[i] >>> 0;
            }
            if (object.thetaRound != null)
                if ($Number(object.thetaRound) !== 0)
                    message.thetaRound = object.thetaRound >>> 0;
            if (object.engine != null)
                if (typeof object.engine !== "string" || object.engine.length)
                    message.engine = $String(object.engine);
            if (object.precision != null)
                if (typeof object.precision !== "string" || object.precision.length)
                    message.precision = $String(object.precision);
            if (object.prevRoot != null)
                if (object.prevRoot.length)
                    if (typeof object.prevRoot === "string")
                        $util.base64.decode(object.prevRoot, message.prevRoot = $util.newBuffer($util.base64.length(object.prevRoot)), 0);
                    else if (object.prevRoot.length >= 0)
                        message.prevRoot = object.prevRoot;
            if (object.momentumRoot != null)
                if (object.momentumRoot.length)
                    if (typeof object.momentumRoot === "string")
                        $util.base64.decode(object.momentumRoot, message.momentumRoot = $util.newBuffer($util.base64.length(object.momentumRoot)), 0);
                    else if (object.momentumRoot.length >= 0)
                        message.momentumRoot = object.momentumRoot;
            if (object.stateDigest != null)
                if (object.stateDigest.length)
                    if (typeof object.stateDigest === "string")
                        $util.base64.decode(object.stateDigest, message.stateDigest = $util.newBuffer($util.base64.length(object.stateDigest)), 0);
                    else if (object.stateDigest.length >= 0)
                        message.stateDigest = object.stateDigest;
            if (object.lossMicronats != null)
                if ($Number(object.lossMicronats) !== 0)
                    message.lossMicronats = object.lossMicronats >>> 0;
            if (object.tokens != null)
                if ($Number(object.tokens) !== 0)
                    message.tokens = object.tokens >>> 0;
            if (object.trainMs != null)
                if ($Number(object.trainMs) !== 0)
                    message.trainMs = object.trainMs >>> 0;
            if (object.rangesRoot != null)
                if (object.rangesRoot.length)
                    if (typeof object.rangesRoot === "string")
                        $util.base64.decode(object.rangesRoot, message.rangesRoot = $util.newBuffer($util.base64.length(object.rangesRoot)), 0);
                    else if (object.rangesRoot.length >= 0)
                        message.rangesRoot = object.rangesRoot;
            return message;
        };

        /**
         * Creates a plain object from a Commitment message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Commitment
         * @static
         * @param {murmur.Commitment} message Commitment
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Commitment.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.batches = [];
                object.dropped = [];
            }
            if (options.defaults) {
                object.round = 0;
                object.slot = 0;
                if (options.bytes === $String)
                    object.payloadHash = "";
                else {
                    object.payloadHash = [];
                    if (options.bytes !== $Array)
                        object.payloadHash = $util.newBuffer(object.payloadHash);
                }
                object.payloadBytes = 0;
                object.thetaRound = 0;
                object.engine = "";
                object.precision = "";
                if (options.bytes === $String)
                    object.prevRoot = "";
                else {
                    object.prevRoot = [];
                    if (options.bytes !== $Array)
                        object.prevRoot = $util.newBuffer(object.prevRoot);
                }
                if (options.bytes === $String)
                    object.momentumRoot = "";
                else {
                    object.momentumRoot = [];
                    if (options.bytes !== $Array)
                        object.momentumRoot = $util.newBuffer(object.momentumRoot);
                }
                if (options.bytes === $String)
                    object.stateDigest = "";
                else {
                    object.stateDigest = [];
                    if (options.bytes !== $Array)
                        object.stateDigest = $util.newBuffer(object.stateDigest);
                }
                object.lossMicronats = 0;
                object.tokens = 0;
                object.trainMs = 0;
                if (options.bytes === $String)
                    object.rangesRoot = "";
                else {
                    object.rangesRoot = [];
                    if (options.bytes !== $Array)
                        object.rangesRoot = $util.newBuffer(object.rangesRoot);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot"))
                object.slot = message.slot;
            if (message.payloadHash != null && $Object.hasOwnProperty.call(message, "payloadHash"))
                object.payloadHash = options.bytes === $String ? $util.base64.encode(message.payloadHash, 0, message.payloadHash.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.payloadHash) : message.payloadHash;
            if (message.payloadBytes != null && $Object.hasOwnProperty.call(message, "payloadBytes"))
                object.payloadBytes = message.payloadBytes;
            if (message.batches && message.batches.length) {
                object.batches = $Array(message.batches.length);
                for (let j = 0; j < message.batches.length; ++j)
                    object.batches[j] = message.batches[j];
            }
            if (message.dropped && message.dropped.length) {
                object.dropped = $Array(message.dropped.length);
                for (let j = 0; j < message.dropped.length; ++j)
                    object.dropped[j] = message.dropped[j];
            }
            if (message.thetaRound != null && $Object.hasOwnProperty.call(message, "thetaRound"))
                object.thetaRound = message.thetaRound;
            if (message.engine != null && $Object.hasOwnProperty.call(message, "engine"))
                object.engine = message.engine;
            if (message.precision != null && $Object.hasOwnProperty.call(message, "precision"))
                object.precision = message.precision;
            if (message.prevRoot != null && $Object.hasOwnProperty.call(message, "prevRoot"))
                object.prevRoot = options.bytes === $String ? $util.base64.encode(message.prevRoot, 0, message.prevRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.prevRoot) : message.prevRoot;
            if (message.momentumRoot != null && $Object.hasOwnProperty.call(message, "momentumRoot"))
                object.momentumRoot = options.bytes === $String ? $util.base64.encode(message.momentumRoot, 0, message.momentumRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.momentumRoot) : message.momentumRoot;
            if (message.stateDigest != null && $Object.hasOwnProperty.call(message, "stateDigest"))
                object.stateDigest = options.bytes === $String ? $util.base64.encode(message.stateDigest, 0, message.stateDigest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.stateDigest) : message.stateDigest;
            if (message.lossMicronats != null && $Object.hasOwnProperty.call(message, "lossMicronats"))
                object.lossMicronats = message.lossMicronats;
            if (message.tokens != null && $Object.hasOwnProperty.call(message, "tokens"))
                object.tokens = message.tokens;
            if (message.trainMs != null && $Object.hasOwnProperty.call(message, "trainMs"))
                object.trainMs = message.trainMs;
            if (message.rangesRoot != null && $Object.hasOwnProperty.call(message, "rangesRoot"))
                object.rangesRoot = options.bytes === $String ? $util.base64.encode(message.rangesRoot, 0, message.rangesRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rangesRoot) : message.rangesRoot;
            return object;
        };

        /**
         * Converts this Commitment to JSON.
         * @function toJSON
         * @memberof murmur.Commitment
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Commitment.prototype.toJSON = function() {
            return Commitment.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Commitment
         * @function getTypeUrl
         * @memberof murmur.Commitment
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Commitment.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Commitment";
        };

        return Commitment;
    })();

    murmur.CommitmentList = (function() {

        /**
         * Properties of a CommitmentList.
         * @typedef {Object} murmur.CommitmentList.$Properties
         * @property {number|null} [round] CommitmentList round
         * @property {Array.<Uint8Array>|null} [hashes] CommitmentList hashes
         * @property {number|null} [slot] CommitmentList slot
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CommitmentList.
         * @memberof murmur
         * @interface ICommitmentList
         * @augments murmur.CommitmentList.$Properties
         * @deprecated Use murmur.CommitmentList.$Properties instead.
         */

        /**
         * Shape of a CommitmentList.
         * @typedef {murmur.CommitmentList.$Properties} murmur.CommitmentList.$Shape
         */

        /**
         * Constructs a new CommitmentList.
         * @memberof murmur
         * @classdesc Represents a CommitmentList.
         * @constructor
         * @param {murmur.CommitmentList.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CommitmentList = function (properties) {
            this.hashes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CommitmentList round.
         * @member {number} round
         * @memberof murmur.CommitmentList
         * @instance
         */
        CommitmentList.prototype.round = 0;

        /**
         * CommitmentList hashes.
         * @member {Array.<Uint8Array>} hashes
         * @memberof murmur.CommitmentList
         * @instance
         */
        CommitmentList.prototype.hashes = $util.emptyArray;

        /**
         * CommitmentList slot.
         * @member {number} slot
         * @memberof murmur.CommitmentList
         * @instance
         */
        CommitmentList.prototype.slot = 0;

        /**
         * Creates a new CommitmentList instance using the specified properties.
         * @function create
         * @memberof murmur.CommitmentList
         * @static
         * @param {murmur.CommitmentList.$Properties=} [properties] Properties to set
         * @returns {murmur.CommitmentList} CommitmentList instance
         * @type {{
         *   (properties: murmur.CommitmentList.$Shape): murmur.CommitmentList & murmur.CommitmentList.$Shape;
         *   (properties?: murmur.CommitmentList.$Properties): murmur.CommitmentList;
         * }}
         */
        CommitmentList.create = function(properties) {
            return new CommitmentList(properties);
        };

        /**
         * Encodes the specified CommitmentList message. Does not implicitly {@link murmur.CommitmentList.verify|verify} messages.
         * @function encode
         * @memberof murmur.CommitmentList
         * @static
         * @param {murmur.CommitmentList.$Properties} message CommitmentList message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CommitmentList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.hashes != null && message.hashes.length)
                for (let i = 0; i < message.hashes.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hashes[i]);
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.slot);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CommitmentList message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.CommitmentList
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.CommitmentList & murmur.CommitmentList.$Shape} CommitmentList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CommitmentList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.CommitmentList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.hashes && message.hashes.length))
                            message.hashes = [];
                        message.hashes.push(reader.bytes());
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.slot = value;
                        else
                            delete message.slot;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a CommitmentList message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.CommitmentList
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.CommitmentList} CommitmentList
         */
        CommitmentList.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.CommitmentList)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.CommitmentList: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.CommitmentList();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.hashes) {
                if (!$Array.isArray(object.hashes))
                    throw $TypeError(".murmur.CommitmentList.hashes: array expected");
                message.hashes = $Array(object.hashes.length);
                for (let i = 0; i < object.hashes.length; ++i)
                    if (typeof object.hashes[i] === "string")
                        $util.base64.decode(object.hashes[i], message.hashes[i] = $util.newBuffer($util.base64.length(object.hashes[i])), 0);
                    else if (object.hashes[i].length >= 0)
                        message.hashes[i] = object.hashes[i];
            }
            if (object.slot != null)
                if ($Number(object.slot) !== 0)
                    message.slot = object.slot >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a CommitmentList message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.CommitmentList
         * @static
         * @param {murmur.CommitmentList} message CommitmentList
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        CommitmentList.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.hashes = [];
            if (options.defaults) {
                object.round = 0;
                object.slot = 0;
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.hashes && message.hashes.length) {
                object.hashes = $Array(message.hashes.length);
                for (let j = 0; j < message.hashes.length; ++j)
                    object.hashes[j] = options.bytes === $String ? $util.base64.encode(message.hashes[j], 0, message.hashes[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.hashes[j]) : message.hashes[j];
            }
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot"))
                object.slot = message.slot;
            return object;
        };

        /**
         * Converts this CommitmentList to JSON.
         * @function toJSON
         * @memberof murmur.CommitmentList
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        CommitmentList.prototype.toJSON = function() {
            return CommitmentList.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for CommitmentList
         * @function getTypeUrl
         * @memberof murmur.CommitmentList
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        CommitmentList.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.CommitmentList";
        };

        return CommitmentList;
    })();

    murmur.Report = (function() {

        /**
         * Properties of a Report.
         * @typedef {Object} murmur.Report.$Properties
         * @property {number|null} [round] Report round
         * @property {Uint8Array|null} [marks] Report marks
         * @property {Uint8Array|null} [refusals] Report refusals
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Report.
         * @memberof murmur
         * @interface IReport
         * @augments murmur.Report.$Properties
         * @deprecated Use murmur.Report.$Properties instead.
         */

        /**
         * Shape of a Report.
         * @typedef {murmur.Report.$Properties} murmur.Report.$Shape
         */

        /**
         * Constructs a new Report.
         * @memberof murmur
         * @classdesc Represents a Report.
         * @constructor
         * @param {murmur.Report.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Report = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Report round.
         * @member {number} round
         * @memberof murmur.Report
         * @instance
         */
        Report.prototype.round = 0;

        /**
         * Report marks.
         * @member {Uint8Array} marks
         * @memberof murmur.Report
         * @instance
         */
        Report.prototype.marks = $util.newBuffer([]);

        /**
         * Report refusals.
         * @member {Uint8Array} refusals
         * @memberof murmur.Report
         * @instance
         */
        Report.prototype.refusals = $util.newBuffer([]);

        /**
         * Creates a new Report instance using the specified properties.
         * @function create
         * @memberof murmur.Report
         * @static
         * @param {murmur.Report.$Properties=} [properties] Properties to set
         * @returns {murmur.Report} Report instance
         * @type {{
         *   (properties: murmur.Report.$Shape): murmur.Report & murmur.Report.$Shape;
         *   (properties?: murmur.Report.$Properties): murmur.Report;
         * }}
         */
        Report.create = function(properties) {
            return new Report(properties);
        };

        /**
         * Encodes the specified Report message. Does not implicitly {@link murmur.Report.verify|verify} messages.
         * @function encode
         * @memberof murmur.Report
         * @static
         * @param {murmur.Report.$Properties} message Report message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Report.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.marks != null && $Object.hasOwnProperty.call(message, "marks") && message.marks.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.marks);
            if (message.refusals != null && $Object.hasOwnProperty.call(message, "refusals") && message.refusals.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.refusals);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Report message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Report
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Report & murmur.Report.$Shape} Report
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Report.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Report();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.marks = value;
                        else
                            delete message.marks;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.refusals = value;
                        else
                            delete message.refusals;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Report message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Report
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Report} Report
         */
        Report.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Report)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Report: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Report();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.marks != null)
                if (object.marks.length)
                    if (typeof object.marks === "string")
                        $util.base64.decode(object.marks, message.marks = $util.newBuffer($util.base64.length(object.marks)), 0);
                    else if (object.marks.length >= 0)
                        message.marks = object.marks;
            if (object.refusals != null)
                if (object.refusals.length)
                    if (typeof object.refusals === "string")
                        $util.base64.decode(object.refusals, message.refusals = $util.newBuffer($util.base64.length(object.refusals)), 0);
                    else if (object.refusals.length >= 0)
                        message.refusals = object.refusals;
            return message;
        };

        /**
         * Creates a plain object from a Report message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Report
         * @static
         * @param {murmur.Report} message Report
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Report.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.marks = "";
                else {
                    object.marks = [];
                    if (options.bytes !== $Array)
                        object.marks = $util.newBuffer(object.marks);
                }
                if (options.bytes === $String)
                    object.refusals = "";
                else {
                    object.refusals = [];
                    if (options.bytes !== $Array)
                        object.refusals = $util.newBuffer(object.refusals);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.marks != null && $Object.hasOwnProperty.call(message, "marks"))
                object.marks = options.bytes === $String ? $util.base64.encode(message.marks, 0, message.marks.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.marks) : message.marks;
            if (message.refusals != null && $Object.hasOwnProperty.call(message, "refusals"))
                object.refusals = options.bytes === $String ? $util.base64.encode(message.refusals, 0, message.refusals.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.refusals) : message.refusals;
            return object;
        };

        /**
         * Converts this Report to JSON.
         * @function toJSON
         * @memberof murmur.Report
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Report.prototype.toJSON = function() {
            return Report.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Report
         * @function getTypeUrl
         * @memberof murmur.Report
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Report.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Report";
        };

        return Report;
    })();

    murmur.Head = (function() {

        /**
         * Properties of a Head.
         * @typedef {Object} murmur.Head.$Properties
         * @property {number|null} [index] Head index
         * @property {number|null} [term] Head term
         * @property {Uint8Array|null} [hash] Head hash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Head.
         * @memberof murmur
         * @interface IHead
         * @augments murmur.Head.$Properties
         * @deprecated Use murmur.Head.$Properties instead.
         */

        /**
         * Shape of a Head.
         * @typedef {murmur.Head.$Properties} murmur.Head.$Shape
         */

        /**
         * Constructs a new Head.
         * @memberof murmur
         * @classdesc Represents a Head.
         * @constructor
         * @param {murmur.Head.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Head = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Head index.
         * @member {number} index
         * @memberof murmur.Head
         * @instance
         */
        Head.prototype.index = 0;

        /**
         * Head term.
         * @member {number} term
         * @memberof murmur.Head
         * @instance
         */
        Head.prototype.term = 0;

        /**
         * Head hash.
         * @member {Uint8Array} hash
         * @memberof murmur.Head
         * @instance
         */
        Head.prototype.hash = $util.newBuffer([]);

        /**
         * Creates a new Head instance using the specified properties.
         * @function create
         * @memberof murmur.Head
         * @static
         * @param {murmur.Head.$Properties=} [properties] Properties to set
         * @returns {murmur.Head} Head instance
         * @type {{
         *   (properties: murmur.Head.$Shape): murmur.Head & murmur.Head.$Shape;
         *   (properties?: murmur.Head.$Properties): murmur.Head;
         * }}
         */
        Head.create = function(properties) {
            return new Head(properties);
        };

        /**
         * Encodes the specified Head message. Does not implicitly {@link murmur.Head.verify|verify} messages.
         * @function encode
         * @memberof murmur.Head
         * @static
         * @param {murmur.Head.$Properties} message Head message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Head.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.index);
            if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.term);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.hash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Head message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Head
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Head & murmur.Head.$Shape} Head
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Head.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Head();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.term = value;
                        else
                            delete message.term;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Head message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Head
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Head} Head
         */
        Head.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Head)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Head: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Head();
            if (object.index != null)
                if ($Number(object.index) !== 0)
                    message.index = object.index >>> 0;
            if (object.term != null)
                if ($Number(object.term) !== 0)
                    message.term = object.term >>> 0;
            if (object.hash != null)
                if (object.hash.length)
                    if (typeof object.hash === "string")
                        $util.base64.decode(object.hash, message.hash = $util.newBuffer($util.base64.length(object.hash)), 0);
                    else if (object.hash.length >= 0)
                        message.hash = object.hash;
            return message;
        };

        /**
         * Creates a plain object from a Head message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Head
         * @static
         * @param {murmur.Head} message Head
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Head.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.index = 0;
                object.term = 0;
                if (options.bytes === $String)
                    object.hash = "";
                else {
                    object.hash = [];
                    if (options.bytes !== $Array)
                        object.hash = $util.newBuffer(object.hash);
                }
            }
            if (message.index != null && $Object.hasOwnProperty.call(message, "index"))
                object.index = message.index;
            if (message.term != null && $Object.hasOwnProperty.call(message, "term"))
                object.term = message.term;
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash"))
                object.hash = options.bytes === $String ? $util.base64.encode(message.hash, 0, message.hash.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.hash) : message.hash;
            return object;
        };

        /**
         * Converts this Head to JSON.
         * @function toJSON
         * @memberof murmur.Head
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Head.prototype.toJSON = function() {
            return Head.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Head
         * @function getTypeUrl
         * @memberof murmur.Head
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Head.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Head";
        };

        return Head;
    })();

    murmur.Merged = (function() {

        /**
         * Properties of a Merged.
         * @typedef {Object} murmur.Merged.$Properties
         * @property {number|null} [round] Merged round
         * @property {Uint8Array|null} [root] Merged root
         * @property {Uint8Array|null} [rangesRoot] Merged rangesRoot
         * @property {number|null} [bytes] Merged bytes
         * @property {number|null} [form] Merged form
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Merged.
         * @memberof murmur
         * @interface IMerged
         * @augments murmur.Merged.$Properties
         * @deprecated Use murmur.Merged.$Properties instead.
         */

        /**
         * Shape of a Merged.
         * @typedef {murmur.Merged.$Properties} murmur.Merged.$Shape
         */

        /**
         * Constructs a new Merged.
         * @memberof murmur
         * @classdesc Represents a Merged.
         * @constructor
         * @param {murmur.Merged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Merged = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Merged round.
         * @member {number} round
         * @memberof murmur.Merged
         * @instance
         */
        Merged.prototype.round = 0;

        /**
         * Merged root.
         * @member {Uint8Array} root
         * @memberof murmur.Merged
         * @instance
         */
        Merged.prototype.root = $util.newBuffer([]);

        /**
         * Merged rangesRoot.
         * @member {Uint8Array} rangesRoot
         * @memberof murmur.Merged
         * @instance
         */
        Merged.prototype.rangesRoot = $util.newBuffer([]);

        /**
         * Merged bytes.
         * @member {number} bytes
         * @memberof murmur.Merged
         * @instance
         */
        Merged.prototype.bytes = 0;

        /**
         * Merged form.
         * @member {number} form
         * @memberof murmur.Merged
         * @instance
         */
        Merged.prototype.form = 0;

        /**
         * Creates a new Merged instance using the specified properties.
         * @function create
         * @memberof murmur.Merged
         * @static
         * @param {murmur.Merged.$Properties=} [properties] Properties to set
         * @returns {murmur.Merged} Merged instance
         * @type {{
         *   (properties: murmur.Merged.$Shape): murmur.Merged & murmur.Merged.$Shape;
         *   (properties?: murmur.Merged.$Properties): murmur.Merged;
         * }}
         */
        Merged.create = function(properties) {
            return new Merged(properties);
        };

        /**
         * Encodes the specified Merged message. Does not implicitly {@link murmur.Merged.verify|verify} messages.
         * @function encode
         * @memberof murmur.Merged
         * @static
         * @param {murmur.Merged.$Properties} message Merged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Merged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.root);
            if (message.rangesRoot != null && $Object.hasOwnProperty.call(message, "rangesRoot") && message.rangesRoot.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.rangesRoot);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.bytes);
            if (message.form != null && $Object.hasOwnProperty.call(message, "form") && message.form !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.form);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Merged message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Merged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Merged & murmur.Merged.$Shape} Merged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Merged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Merged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.root = value;
                        else
                            delete message.root;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.rangesRoot = value;
                        else
                            delete message.rangesRoot;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.form = value;
                        else
                            delete message.form;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Merged message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Merged
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Merged} Merged
         */
        Merged.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Merged)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Merged: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Merged();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.root != null)
                if (object.root.length)
                    if (typeof object.root === "string")
                        $util.base64.decode(object.root, message.root = $util.newBuffer($util.base64.length(object.root)), 0);
                    else if (object.root.length >= 0)
                        message.root = object.root;
            if (object.rangesRoot != null)
                if (object.rangesRoot.length)
                    if (typeof object.rangesRoot === "string")
                        $util.base64.decode(object.rangesRoot, message.rangesRoot = $util.newBuffer($util.base64.length(object.rangesRoot)), 0);
                    else if (object.rangesRoot.length >= 0)
                        message.rangesRoot = object.rangesRoot;
            if (object.bytes != null)
                if ($Number(object.bytes) !== 0)
                    message.bytes = object.bytes >>> 0;
            if (object.form != null)
                if ($Number(object.form) !== 0)
                    message.form = object.form >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a Merged message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Merged
         * @static
         * @param {murmur.Merged} message Merged
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Merged.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.root = "";
                else {
                    object.root = [];
                    if (options.bytes !== $Array)
                        object.root = $util.newBuffer(object.root);
                }
                if (options.bytes === $String)
                    object.rangesRoot = "";
                else {
                    object.rangesRoot = [];
                    if (options.bytes !== $Array)
                        object.rangesRoot = $util.newBuffer(object.rangesRoot);
                }
                object.bytes = 0;
                object.form = 0;
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.root != null && $Object.hasOwnProperty.call(message, "root"))
                object.root = options.bytes === $String ? $util.base64.encode(message.root, 0, message.root.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.root) : message.root;
            if (message.rangesRoot != null && $Object.hasOwnProperty.call(message, "rangesRoot"))
                object.rangesRoot = options.bytes === $String ? $util.base64.encode(message.rangesRoot, 0, message.rangesRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rangesRoot) : message.rangesRoot;
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                object.bytes = message.bytes;
            if (message.form != null && $Object.hasOwnProperty.call(message, "form"))
                object.form = message.form;
            return object;
        };

        /**
         * Converts this Merged to JSON.
         * @function toJSON
         * @memberof murmur.Merged
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Merged.prototype.toJSON = function() {
            return Merged.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Merged
         * @function getTypeUrl
         * @memberof murmur.Merged
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Merged.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Merged";
        };

        return Merged;
    })();

    murmur.Disputed = (function() {

        /**
         * Properties of a Disputed.
         * @typedef {Object} murmur.Disputed.$Properties
         * @property {number|null} [round] Disputed round
         * @property {Uint8Array|null} [statement] Disputed statement
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Disputed.
         * @memberof murmur
         * @interface IDisputed
         * @augments murmur.Disputed.$Properties
         * @deprecated Use murmur.Disputed.$Properties instead.
         */

        /**
         * Shape of a Disputed.
         * @typedef {murmur.Disputed.$Properties} murmur.Disputed.$Shape
         */

        /**
         * Constructs a new Disputed.
         * @memberof murmur
         * @classdesc Represents a Disputed.
         * @constructor
         * @param {murmur.Disputed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Disputed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Disputed round.
         * @member {number} round
         * @memberof murmur.Disputed
         * @instance
         */
        Disputed.prototype.round = 0;

        /**
         * Disputed statement.
         * @member {Uint8Array} statement
         * @memberof murmur.Disputed
         * @instance
         */
        Disputed.prototype.statement = $util.newBuffer([]);

        /**
         * Creates a new Disputed instance using the specified properties.
         * @function create
         * @memberof murmur.Disputed
         * @static
         * @param {murmur.Disputed.$Properties=} [properties] Properties to set
         * @returns {murmur.Disputed} Disputed instance
         * @type {{
         *   (properties: murmur.Disputed.$Shape): murmur.Disputed & murmur.Disputed.$Shape;
         *   (properties?: murmur.Disputed.$Properties): murmur.Disputed;
         * }}
         */
        Disputed.create = function(properties) {
            return new Disputed(properties);
        };

        /**
         * Encodes the specified Disputed message. Does not implicitly {@link murmur.Disputed.verify|verify} messages.
         * @function encode
         * @memberof murmur.Disputed
         * @static
         * @param {murmur.Disputed.$Properties} message Disputed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Disputed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.statement != null && $Object.hasOwnProperty.call(message, "statement") && message.statement.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.statement);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Disputed message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Disputed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Disputed & murmur.Disputed.$Shape} Disputed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Disputed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Disputed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.statement = value;
                        else
                            delete message.statement;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Disputed message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Disputed
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Disputed} Disputed
         */
        Disputed.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Disputed)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Disputed: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Disputed();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.statement != null)
                if (object.statement.length)
                    if (typeof object.statement === "string")
                        $util.base64.decode(object.statement, message.statement = $util.newBuffer($util.base64.length(object.statement)), 0);
                    else if (object.statement.length >= 0)
                        message.statement = object.statement;
            return message;
        };

        /**
         * Creates a plain object from a Disputed message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Disputed
         * @static
         * @param {murmur.Disputed} message Disputed
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Disputed.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.statement = "";
                else {
                    object.statement = [];
                    if (options.bytes !== $Array)
                        object.statement = $util.newBuffer(object.statement);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.statement != null && $Object.hasOwnProperty.call(message, "statement"))
                object.statement = options.bytes === $String ? $util.base64.encode(message.statement, 0, message.statement.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.statement) : message.statement;
            return object;
        };

        /**
         * Converts this Disputed to JSON.
         * @function toJSON
         * @memberof murmur.Disputed
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Disputed.prototype.toJSON = function() {
            return Disputed.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Disputed
         * @function getTypeUrl
         * @memberof murmur.Disputed
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Disputed.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Disputed";
        };

        return Disputed;
    })();

    murmur.Entry = (function() {

        /**
         * Properties of an Entry.
         * @typedef {Object} murmur.Entry.$Properties
         * @property {number|null} [index] Entry index
         * @property {number|null} [term] Entry term
         * @property {Uint8Array|null} [prevHash] Entry prevHash
         * @property {number|null} [timeS] Entry timeS
         * @property {number|null} [timeMs] Entry timeMs
         * @property {murmur.RunStarted.$Properties|null} [runStarted] Entry runStarted
         * @property {murmur.PhaseEntered.$Properties|null} [phaseEntered] Entry phaseEntered
         * @property {murmur.MembersChanged.$Properties|null} [membersChanged] Entry membersChanged
         * @property {murmur.RoundOpened.$Properties|null} [roundOpened] Entry roundOpened
         * @property {murmur.CommitmentsClosed.$Properties|null} [commitmentsClosed] Entry commitmentsClosed
         * @property {murmur.RoundClosed.$Properties|null} [roundClosed] Entry roundClosed
         * @property {murmur.CheckpointMade.$Properties|null} [checkpointMade] Entry checkpointMade
         * @property {murmur.SlotOpened.$Properties|null} [slotOpened] Entry slotOpened
         * @property {murmur.Reverted.$Properties|null} [reverted] Entry reverted
         * @property {murmur.Restarted.$Properties|null} [restarted] Entry restarted
         * @property {murmur.ChangeScheduled.$Properties|null} [changeScheduled] Entry changeScheduled
         * @property {murmur.CommandGiven.$Properties|null} [commandGiven] Entry commandGiven
         * @property {murmur.SegmentArchived.$Properties|null} [segmentArchived] Entry segmentArchived
         * @property {murmur.TakenOver.$Properties|null} [takenOver] Entry takenOver
         * @property {murmur.RoundMerged.$Properties|null} [roundMerged] Entry roundMerged
         * @property {"runStarted"|"phaseEntered"|"membersChanged"|"roundOpened"|"commitmentsClosed"|"roundClosed"|"checkpointMade"|"slotOpened"|"reverted"|"restarted"|"changeScheduled"|"commandGiven"|"segmentArchived"|"takenOver"|"roundMerged"} [kind] Entry kind
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Entry.
         * @memberof murmur
         * @interface IEntry
         * @augments murmur.Entry.$Properties
         * @deprecated Use murmur.Entry.$Properties instead.
         */

        /**
         * Narrowed shape of an Entry.
         * @typedef {{
         *   index?: number|null;
         *   term?: number|null;
         *   prevHash?: Uint8Array|null;
         *   timeS?: number|null;
         *   timeMs?: number|null;
         *   runStarted?: murmur.RunStarted.$Shape|null;
         *   phaseEntered?: murmur.PhaseEntered.$Shape|null;
         *   membersChanged?: murmur.MembersChanged.$Shape|null;
         *   roundOpened?: murmur.RoundOpened.$Shape|null;
         *   commitmentsClosed?: murmur.CommitmentsClosed.$Shape|null;
         *   roundClosed?: murmur.RoundClosed.$Shape|null;
         *   checkpointMade?: murmur.CheckpointMade.$Shape|null;
         *   slotOpened?: murmur.SlotOpened.$Shape|null;
         *   reverted?: murmur.Reverted.$Shape|null;
         *   restarted?: murmur.Restarted.$Shape|null;
         *   changeScheduled?: murmur.ChangeScheduled.$Shape|null;
         *   commandGiven?: murmur.CommandGiven.$Shape|null;
         *   segmentArchived?: murmur.SegmentArchived.$Shape|null;
         *   takenOver?: murmur.TakenOver.$Shape|null;
         *   roundMerged?: murmur.RoundMerged.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ kind?: undefined; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "runStarted"; runStarted: murmur.RunStarted.$Shape; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "phaseEntered"; runStarted?: null; phaseEntered: murmur.PhaseEntered.$Shape; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "membersChanged"; runStarted?: null; phaseEntered?: null; membersChanged: murmur.MembersChanged.$Shape; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "roundOpened"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened: murmur.RoundOpened.$Shape; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "commitmentsClosed"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed: murmur.CommitmentsClosed.$Shape; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "roundClosed"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed: murmur.RoundClosed.$Shape; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "checkpointMade"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade: murmur.CheckpointMade.$Shape; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "slotOpened"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened: murmur.SlotOpened.$Shape; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "reverted"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted: murmur.Reverted.$Shape; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "restarted"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted: murmur.Restarted.$Shape; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "changeScheduled"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled: murmur.ChangeScheduled.$Shape; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "commandGiven"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven: murmur.CommandGiven.$Shape; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "segmentArchived"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived: murmur.SegmentArchived.$Shape; takenOver?: null; roundMerged?: null }|{ kind?: "takenOver"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver: murmur.TakenOver.$Shape; roundMerged?: null }|{ kind?: "roundMerged"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged: murmur.RoundMerged.$Shape })
         * )} murmur.Entry.$Shape
         */

        /**
         * Constructs a new Entry.
         * @memberof murmur
         * @classdesc Represents an Entry.
         * @constructor
         * @param {murmur.Entry.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Entry = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Entry index.
         * @member {number} index
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.index = 0;

        /**
         * Entry term.
         * @member {number} term
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.term = 0;

        /**
         * Entry prevHash.
         * @member {Uint8Array} prevHash
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.prevHash = $util.newBuffer([]);

        /**
         * Entry timeS.
         * @member {number} timeS
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.timeS = 0;

        /**
         * Entry timeMs.
         * @member {number} timeMs
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.timeMs = 0;

        /**
         * Entry runStarted.
         * @member {murmur.RunStarted.$Properties|null|undefined} runStarted
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.runStarted = null;

        /**
         * Entry phaseEntered.
         * @member {murmur.PhaseEntered.$Properties|null|undefined} phaseEntered
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.phaseEntered = null;

        /**
         * Entry membersChanged.
         * @member {murmur.MembersChanged.$Properties|null|undefined} membersChanged
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.membersChanged = null;

        /**
         * Entry roundOpened.
         * @member {murmur.RoundOpened.$Properties|null|undefined} roundOpened
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.roundOpened = null;

        /**
         * Entry commitmentsClosed.
         * @member {murmur.CommitmentsClosed.$Properties|null|undefined} commitmentsClosed
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.commitmentsClosed = null;

        /**
         * Entry roundClosed.
         * @member {murmur.RoundClosed.$Properties|null|undefined} roundClosed
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.roundClosed = null;

        /**
         * Entry checkpointMade.
         * @member {murmur.CheckpointMade.$Properties|null|undefined} checkpointMade
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.checkpointMade = null;

        /**
         * Entry slotOpened.
         * @member {murmur.SlotOpened.$Properties|null|undefined} slotOpened
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.slotOpened = null;

        /**
         * Entry reverted.
         * @member {murmur.Reverted.$Properties|null|undefined} reverted
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.reverted = null;

        /**
         * Entry restarted.
         * @member {murmur.Restarted.$Properties|null|undefined} restarted
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.restarted = null;

        /**
         * Entry changeScheduled.
         * @member {murmur.ChangeScheduled.$Properties|null|undefined} changeScheduled
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.changeScheduled = null;

        /**
         * Entry commandGiven.
         * @member {murmur.CommandGiven.$Properties|null|undefined} commandGiven
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.commandGiven = null;

        /**
         * Entry segmentArchived.
         * @member {murmur.SegmentArchived.$Properties|null|undefined} segmentArchived
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.segmentArchived = null;

        /**
         * Entry takenOver.
         * @member {murmur.TakenOver.$Properties|null|undefined} takenOver
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.takenOver = null;

        /**
         * Entry roundMerged.
         * @member {murmur.RoundMerged.$Properties|null|undefined} roundMerged
         * @memberof murmur.Entry
         * @instance
         */
        Entry.prototype.roundMerged = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * Entry kind.
         * @member {"runStarted"|"phaseEntered"|"membersChanged"|"roundOpened"|"commitmentsClosed"|"roundClosed"|"checkpointMade"|"slotOpened"|"reverted"|"restarted"|"changeScheduled"|"commandGiven"|"segmentArchived"|"takenOver"|"roundMerged"|undefined} kind
         * @memberof murmur.Entry
         * @instance
         */
        $Object.defineProperty(Entry.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["runStarted", "phaseEntered", "membersChanged", "roundOpened", "commitmentsClosed", "roundClosed", "checkpointMade", "slotOpened", "reverted", "restarted", "changeScheduled", "commandGiven", "segmentArchived", "takenOver", "roundMerged"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new Entry instance using the specified properties.
         * @function create
         * @memberof murmur.Entry
         * @static
         * @param {murmur.Entry.$Properties=} [properties] Properties to set
         * @returns {murmur.Entry} Entry instance
         * @type {{
         *   (properties: murmur.Entry.$Shape): murmur.Entry & murmur.Entry.$Shape;
         *   (properties?: murmur.Entry.$Properties): murmur.Entry;
         * }}
         */
        Entry.create = function(properties) {
            return new Entry(properties);
        };

        /**
         * Encodes the specified Entry message. Does not implicitly {@link murmur.Entry.verify|verify} messages.
         * @function encode
         * @memberof murmur.Entry
         * @static
         * @param {murmur.Entry.$Properties} message Entry message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Entry.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.index);
            if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.term);
            if (message.prevHash != null && $Object.hasOwnProperty.call(message, "prevHash") && message.prevHash.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.prevHash);
            if (message.timeS != null && $Object.hasOwnProperty.call(message, "timeS") && message.timeS !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.timeS);
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && message.timeMs !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.timeMs);
            if (message.runStarted != null && $Object.hasOwnProperty.call(message, "runStarted"))
                $root.murmur.RunStarted.encode(message.runStarted, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.phaseEntered != null && $Object.hasOwnProperty.call(message, "phaseEntered"))
                $root.murmur.PhaseEntered.encode(message.phaseEntered, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.membersChanged != null && $Object.hasOwnProperty.call(message, "membersChanged"))
                $root.murmur.MembersChanged.encode(message.membersChanged, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.roundOpened != null && $Object.hasOwnProperty.call(message, "roundOpened"))
                $root.murmur.RoundOpened.encode(message.roundOpened, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.commitmentsClosed != null && $Object.hasOwnProperty.call(message, "commitmentsClosed"))
                $root.murmur.CommitmentsClosed.encode(message.commitmentsClosed, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
            if (message.roundClosed != null && $Object.hasOwnProperty.call(message, "roundClosed"))
                $root.murmur.RoundClosed.encode(message.roundClosed, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
            if (message.checkpointMade != null && $Object.hasOwnProperty.call(message, "checkpointMade"))
                $root.murmur.CheckpointMade.encode(message.checkpointMade, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
            if (message.takenOver != null && $Object.hasOwnProperty.call(message, "takenOver"))
                $root.murmur.TakenOver.encode(message.takenOver, writer.uint32(/* id 30, wireType 2 =*/242).fork(), _depth + 1).ldelim();
            if (message.roundMerged != null && $Object.hasOwnProperty.call(message, "roundMerged"))
                $root.murmur.RoundMerged.encode(message.roundMerged, writer.uint32(/* id 40, wireType 2 =*/322).fork(), _depth + 1).ldelim();
            if (message.slotOpened != null && $Object.hasOwnProperty.call(message, "slotOpened"))
                $root.murmur.SlotOpened.encode(message.slotOpened, writer.uint32(/* id 50, wireType 2 =*/402).fork(), _depth + 1).ldelim();
            if (message.reverted != null && $Object.hasOwnProperty.call(message, "reverted"))
                $root.murmur.Reverted.encode(message.reverted, writer.uint32(/* id 51, wireType 2 =*/410).fork(), _depth + 1).ldelim();
            if (message.restarted != null && $Object.hasOwnProperty.call(message, "restarted"))
                $root.murmur.Restarted.encode(message.restarted, writer.uint32(/* id 52, wireType 2 =*/418).fork(), _depth + 1).ldelim();
            if (message.changeScheduled != null && $Object.hasOwnProperty.call(message, "changeScheduled"))
                $root.murmur.ChangeScheduled.encode(message.changeScheduled, writer.uint32(/* id 53, wireType 2 =*/426).fork(), _depth + 1).ldelim();
            if (message.commandGiven != null && $Object.hasOwnProperty.call(message, "commandGiven"))
                $root.murmur.CommandGiven.encode(message.commandGiven, writer.uint32(/* id 54, wireType 2 =*/434).fork(), _depth + 1).ldelim();
            if (message.segmentArchived != null && $Object.hasOwnProperty.call(message, "segmentArchived"))
                $root.murmur.SegmentArchived.encode(message.segmentArchived, writer.uint32(/* id 55, wireType 2 =*/442).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Entry message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Entry
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Entry & murmur.Entry.$Shape} Entry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Entry.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Entry();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.term = value;
                        else
                            delete message.term;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.prevHash = value;
                        else
                            delete message.prevHash;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.timeS = value;
                        else
                            delete message.timeS;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.runStarted = $root.murmur.RunStarted.decode(reader, reader.size(), $undefined, _depth + 1, message.runStarted);
                        message.kind = "runStarted";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.phaseEntered = $root.murmur.PhaseEntered.decode(reader, reader.size(), $undefined, _depth + 1, message.phaseEntered);
                        message.kind = "phaseEntered";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.membersChanged = $root.murmur.MembersChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.membersChanged);
                        message.kind = "membersChanged";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.roundOpened = $root.murmur.RoundOpened.decode(reader, reader.size(), $undefined, _depth + 1, message.roundOpened);
                        message.kind = "roundOpened";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.commitmentsClosed = $root.murmur.CommitmentsClosed.decode(reader, reader.size(), $undefined, _depth + 1, message.commitmentsClosed);
                        message.kind = "commitmentsClosed";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.roundClosed = $root.murmur.RoundClosed.decode(reader, reader.size(), $undefined, _depth + 1, message.roundClosed);
                        message.kind = "roundClosed";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.checkpointMade = $root.murmur.CheckpointMade.decode(reader, reader.size(), $undefined, _depth + 1, message.checkpointMade);
                        message.kind = "checkpointMade";
                        continue;
                    }
                case 50: {
                        if (wireType !== 2)
                            break;
                        message.slotOpened = $root.murmur.SlotOpened.decode(reader, reader.size(), $undefined, _depth + 1, message.slotOpened);
                        message.kind = "slotOpened";
                        continue;
                    }
                case 51: {
                        if (wireType !== 2)
                            break;
                        message.reverted = $root.murmur.Reverted.decode(reader, reader.size(), $undefined, _depth + 1, message.reverted);
                        message.kind = "reverted";
                        continue;
                    }
                case 52: {
                        if (wireType !== 2)
                            break;
                        message.restarted = $root.murmur.Restarted.decode(reader, reader.size(), $undefined, _depth + 1, message.restarted);
                        message.kind = "restarted";
                        continue;
                    }
                case 53: {
                        if (wireType !== 2)
                            break;
                        message.changeScheduled = $root.murmur.ChangeScheduled.decode(reader, reader.size(), $undefined, _depth + 1, message.changeScheduled);
                        message.kind = "changeScheduled";
                        continue;
                    }
                case 54: {
                        if (wireType !== 2)
                            break;
                        message.commandGiven = $root.murmur.CommandGiven.decode(reader, reader.size(), $undefined, _depth + 1, message.commandGiven);
                        message.kind = "commandGiven";
                        continue;
                    }
                case 55: {
                        if (wireType !== 2)
                            break;
                        message.segmentArchived = $root.murmur.SegmentArchived.decode(reader, reader.size(), $undefined, _depth + 1, message.segmentArchived);
                        message.kind = "segmentArchived";
                        continue;
                    }
                case 30: {
                        if (wireType !== 2)
                            break;
                        message.takenOver = $root.murmur.TakenOver.decode(reader, reader.size(), $undefined, _depth + 1, message.takenOver);
                        message.kind = "takenOver";
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        message.roundMerged = $root.murmur.RoundMerged.decode(reader, reader.size(), $undefined, _depth + 1, message.roundMerged);
                        message.kind = "roundMerged";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an Entry message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Entry
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Entry} Entry
         */
        Entry.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Entry)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Entry: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Entry();
            if (object.index != null)
                if ($Number(object.index) !== 0)
                    message.index = object.index >>> 0;
            if (object.term != null)
                if ($Number(object.term) !== 0)
                    message.term = object.term >>> 0;
            if (object.prevHash != null)
                if (object.prevHash.length)
                    if (typeof object.prevHash === "string")
                        $util.base64.decode(object.prevHash, message.prevHash = $util.newBuffer($util.base64.length(object.prevHash)), 0);
                    else if (object.prevHash.length >= 0)
                        message.prevHash = object.prevHash;
            if (object.timeS != null)
                if ($Number(object.timeS) !== 0)
                    message.timeS = object.timeS >>> 0;
            if (object.timeMs != null)
                if ($Number(object.timeMs) !== 0)
                    message.timeMs = object.timeMs >>> 0;
            if (object.runStarted != null) {
                if (!$util.isObject(object.runStarted))
                    throw $TypeError(".murmur.Entry.runStarted: object expected");
                message.runStarted = $root.murmur.RunStarted.fromObject(object.runStarted, _depth + 1);
            }
            if (object.phaseEntered != null) {
                if (!$util.isObject(object.phaseEntered))
                    throw $TypeError(".murmur.Entry.phaseEntered: object expected");
                message.phaseEntered = $root.murmur.PhaseEntered.fromObject(object.phaseEntered, _depth + 1);
            }
            if (object.membersChanged != null) {
                if (!$util.isObject(object.membersChanged))
                    throw $TypeError(".murmur.Entry.membersChanged: object expected");
                message.membersChanged = $root.murmur.MembersChanged.fromObject(object.membersChanged, _depth + 1);
            }
            if (object.roundOpened != null) {
                if (!$util.isObject(object.roundOpened))
                    throw $TypeError(".murmur.Entry.roundOpened: object expected");
                message.roundOpened = $root.murmur.RoundOpened.fromObject(object.roundOpened, _depth + 1);
            }
            if (object.commitmentsClosed != null) {
                if (!$util.isObject(object.commitmentsClosed))
                    throw $TypeError(".murmur.Entry.commitmentsClosed: object expected");
                message.commitmentsClosed = $root.murmur.CommitmentsClosed.fromObject(object.commitmentsClosed, _depth + 1);
            }
            if (object.roundClosed != null) {
                if (!$util.isObject(object.roundClosed))
                    throw $TypeError(".murmur.Entry.roundClosed: object expected");
                message.roundClosed = $root.murmur.RoundClosed.fromObject(object.roundClosed, _depth + 1);
            }
            if (object.checkpointMade != null) {
                if (!$util.isObject(object.checkpointMade))
                    throw $TypeError(".murmur.Entry.checkpointMade: object expected");
                message.checkpointMade = $root.murmur.CheckpointMade.fromObject(object.checkpointMade, _depth + 1);
            }
            if (object.slotOpened != null) {
                if (!$util.isObject(object.slotOpened))
                    throw $TypeError(".murmur.Entry.slotOpened: object expected");
                message.slotOpened = $root.murmur.SlotOpened.fromObject(object.slotOpened, _depth + 1);
            }
            if (object.reverted != null) {
                if (!$util.isObject(object.reverted))
                    throw $TypeError(".murmur.Entry.reverted: object expected");
                message.reverted = $root.murmur.Reverted.fromObject(object.reverted, _depth + 1);
            }
            if (object.restarted != null) {
                if (!$util.isObject(object.restarted))
                    throw $TypeError(".murmur.Entry.restarted: object expected");
                message.restarted = $root.murmur.Restarted.fromObject(object.restarted, _depth + 1);
            }
            if (object.changeScheduled != null) {
                if (!$util.isObject(object.changeScheduled))
                    throw $TypeError(".murmur.Entry.changeScheduled: object expected");
                message.changeScheduled = $root.murmur.ChangeScheduled.fromObject(object.changeScheduled, _depth + 1);
            }
            if (object.commandGiven != null) {
                if (!$util.isObject(object.commandGiven))
                    throw $TypeError(".murmur.Entry.commandGiven: object expected");
                message.commandGiven = $root.murmur.CommandGiven.fromObject(object.commandGiven, _depth + 1);
            }
            if (object.segmentArchived != null) {
                if (!$util.isObject(object.segmentArchived))
                    throw $TypeError(".murmur.Entry.segmentArchived: object expected");
                message.segmentArchived = $root.murmur.SegmentArchived.fromObject(object.segmentArchived, _depth + 1);
            }
            if (object.takenOver != null) {
                if (!$util.isObject(object.takenOver))
                    throw $TypeError(".murmur.Entry.takenOver: object expected");
                message.takenOver = $root.murmur.TakenOver.fromObject(object.takenOver, _depth + 1);
            }
            if (object.roundMerged != null) {
                if (!$util.isObject(object.roundMerged))
                    throw $TypeError(".murmur.Entry.roundMerged: object expected");
                message.roundMerged = $root.murmur.RoundMerged.fromObject(object.roundMerged, _depth + 1);
            }
            return message;
        };

        /**
         * Creates a plain object from an Entry message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Entry
         * @static
         * @param {murmur.Entry} message Entry
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Entry.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.index = 0;
                object.term = 0;
                if (options.bytes === $String)
                    object.prevHash = "";
                else {
                    object.prevHash = [];
                    if (options.bytes !== $Array)
                        object.prevHash = $util.newBuffer(object.prevHash);
                }
                object.timeS = 0;
                object.timeMs = 0;
            }
            if (message.index != null && $Object.hasOwnProperty.call(message, "index"))
                object.index = message.index;
            if (message.term != null && $Object.hasOwnProperty.call(message, "term"))
                object.term = message.term;
            if (message.prevHash != null && $Object.hasOwnProperty.call(message, "prevHash"))
                object.prevHash = options.bytes === $String ? $util.base64.encode(message.prevHash, 0, message.prevHash.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.prevHash) : message.prevHash;
            if (message.timeS != null && $Object.hasOwnProperty.call(message, "timeS"))
                object.timeS = message.timeS;
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                object.timeMs = message.timeMs;
            if (message.runStarted != null && $Object.hasOwnProperty.call(message, "runStarted")) {
                object.runStarted = $root.murmur.RunStarted.toObject(message.runStarted, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "runStarted";
            }
            if (message.phaseEntered != null && $Object.hasOwnProperty.call(message, "phaseEntered")) {
                object.phaseEntered = $root.murmur.PhaseEntered.toObject(message.phaseEntered, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "phaseEntered";
            }
            if (message.membersChanged != null && $Object.hasOwnProperty.call(message, "membersChanged")) {
                object.membersChanged = $root.murmur.MembersChanged.toObject(message.membersChanged, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "membersChanged";
            }
            if (message.roundOpened != null && $Object.hasOwnProperty.call(message, "roundOpened")) {
                object.roundOpened = $root.murmur.RoundOpened.toObject(message.roundOpened, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "roundOpened";
            }
            if (message.commitmentsClosed != null && $Object.hasOwnProperty.call(message, "commitmentsClosed")) {
                object.commitmentsClosed = $root.murmur.CommitmentsClosed.toObject(message.commitmentsClosed, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "commitmentsClosed";
            }
            if (message.roundClosed != null && $Object.hasOwnProperty.call(message, "roundClosed")) {
                object.roundClosed = $root.murmur.RoundClosed.toObject(message.roundClosed, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "roundClosed";
            }
            if (message.checkpointMade != null && $Object.hasOwnProperty.call(message, "checkpointMade")) {
                object.checkpointMade = $root.murmur.CheckpointMade.toObject(message.checkpointMade, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "checkpointMade";
            }
            if (message.takenOver != null && $Object.hasOwnProperty.call(message, "takenOver")) {
                object.takenOver = $root.murmur.TakenOver.toObject(message.takenOver, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "takenOver";
            }
            if (message.roundMerged != null && $Object.hasOwnProperty.call(message, "roundMerged")) {
                object.roundMerged = $root.murmur.RoundMerged.toObject(message.roundMerged, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "roundMerged";
            }
            if (message.slotOpened != null && $Object.hasOwnProperty.call(message, "slotOpened")) {
                object.slotOpened = $root.murmur.SlotOpened.toObject(message.slotOpened, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "slotOpened";
            }
            if (message.reverted != null && $Object.hasOwnProperty.call(message, "reverted")) {
                object.reverted = $root.murmur.Reverted.toObject(message.reverted, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "reverted";
            }
            if (message.restarted != null && $Object.hasOwnProperty.call(message, "restarted")) {
                object.restarted = $root.murmur.Restarted.toObject(message.restarted, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "restarted";
            }
            if (message.changeScheduled != null && $Object.hasOwnProperty.call(message, "changeScheduled")) {
                object.changeScheduled = $root.murmur.ChangeScheduled.toObject(message.changeScheduled, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "changeScheduled";
            }
            if (message.commandGiven != null && $Object.hasOwnProperty.call(message, "commandGiven")) {
                object.commandGiven = $root.murmur.CommandGiven.toObject(message.commandGiven, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "commandGiven";
            }
            if (message.segmentArchived != null && $Object.hasOwnProperty.call(message, "segmentArchived")) {
                object.segmentArchived = $root.murmur.SegmentArchived.toObject(message.segmentArchived, options, _depth + 1);
                if (options.oneofs)
                    object.kind = "segmentArchived";
            }
            return object;
        };

        /**
         * Converts this Entry to JSON.
         * @function toJSON
         * @memberof murmur.Entry
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Entry.prototype.toJSON = function() {
            return Entry.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Entry
         * @function getTypeUrl
         * @memberof murmur.Entry
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Entry.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Entry";
        };

        return Entry;
    })();

    murmur.RunStarted = (function() {

        /**
         * Properties of a RunStarted.
         * @typedef {Object} murmur.RunStarted.$Properties
         * @property {string|null} [config] RunStarted config
         * @property {Uint8Array|null} [baseRoot] RunStarted baseRoot
         * @property {Uint8Array|null} [dataRoot] RunStarted dataRoot
         * @property {Uint8Array|null} [table] RunStarted table
         * @property {Uint8Array|null} [beaconEnd] RunStarted beaconEnd
         * @property {Uint8Array|null} [operator] RunStarted operator
         * @property {number|null} [kernel] RunStarted kernel
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RunStarted.
         * @memberof murmur
         * @interface IRunStarted
         * @augments murmur.RunStarted.$Properties
         * @deprecated Use murmur.RunStarted.$Properties instead.
         */

        /**
         * Shape of a RunStarted.
         * @typedef {murmur.RunStarted.$Properties} murmur.RunStarted.$Shape
         */

        /**
         * Constructs a new RunStarted.
         * @memberof murmur
         * @classdesc Represents a RunStarted.
         * @constructor
         * @param {murmur.RunStarted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RunStarted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RunStarted config.
         * @member {string} config
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.config = "";

        /**
         * RunStarted baseRoot.
         * @member {Uint8Array} baseRoot
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.baseRoot = $util.newBuffer([]);

        /**
         * RunStarted dataRoot.
         * @member {Uint8Array} dataRoot
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.dataRoot = $util.newBuffer([]);

        /**
         * RunStarted table.
         * @member {Uint8Array} table
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.table = $util.newBuffer([]);

        /**
         * RunStarted beaconEnd.
         * @member {Uint8Array} beaconEnd
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.beaconEnd = $util.newBuffer([]);

        /**
         * RunStarted operator.
         * @member {Uint8Array} operator
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.operator = $util.newBuffer([]);

        /**
         * RunStarted kernel.
         * @member {number} kernel
         * @memberof murmur.RunStarted
         * @instance
         */
        RunStarted.prototype.kernel = 0;

        /**
         * Creates a new RunStarted instance using the specified properties.
         * @function create
         * @memberof murmur.RunStarted
         * @static
         * @param {murmur.RunStarted.$Properties=} [properties] Properties to set
         * @returns {murmur.RunStarted} RunStarted instance
         * @type {{
         *   (properties: murmur.RunStarted.$Shape): murmur.RunStarted & murmur.RunStarted.$Shape;
         *   (properties?: murmur.RunStarted.$Properties): murmur.RunStarted;
         * }}
         */
        RunStarted.create = function(properties) {
            return new RunStarted(properties);
        };

        /**
         * Encodes the specified RunStarted message. Does not implicitly {@link murmur.RunStarted.verify|verify} messages.
         * @function encode
         * @memberof murmur.RunStarted
         * @static
         * @param {murmur.RunStarted.$Properties} message RunStarted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RunStarted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.config != null && $Object.hasOwnProperty.call(message, "config") && message.config !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.config);
            if (message.baseRoot != null && $Object.hasOwnProperty.call(message, "baseRoot") && message.baseRoot.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.baseRoot);
            if (message.dataRoot != null && $Object.hasOwnProperty.call(message, "dataRoot") && message.dataRoot.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.dataRoot);
            if (message.table != null && $Object.hasOwnProperty.call(message, "table") && message.table.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.table);
            if (message.beaconEnd != null && $Object.hasOwnProperty.call(message, "beaconEnd") && message.beaconEnd.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.beaconEnd);
            if (message.operator != null && $Object.hasOwnProperty.call(message, "operator") && message.operator.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.operator);
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== 0)
                writer.uint32(/* id 20, wireType 0 =*/160).uint32(message.kernel);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RunStarted message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.RunStarted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.RunStarted & murmur.RunStarted.$Shape} RunStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RunStarted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.RunStarted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.config = value;
                        else
                            delete message.config;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.baseRoot = value;
                        else
                            delete message.baseRoot;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.dataRoot = value;
                        else
                            delete message.dataRoot;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.table = value;
                        else
                            delete message.table;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.beaconEnd = value;
                        else
                            delete message.beaconEnd;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.operator = value;
                        else
                            delete message.operator;
                        continue;
                    }
                case 20: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kernel = value;
                        else
                            delete message.kernel;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a RunStarted message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.RunStarted
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.RunStarted} RunStarted
         */
        RunStarted.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.RunStarted)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.RunStarted: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.RunStarted();
            if (object.config != null)
                if (typeof object.config !== "string" || object.config.length)
                    message.config = $String(object.config);
            if (object.baseRoot != null)
                if (object.baseRoot.length)
                    if (typeof object.baseRoot === "string")
                        $util.base64.decode(object.baseRoot, message.baseRoot = $util.newBuffer($util.base64.length(object.baseRoot)), 0);
                    else if (object.baseRoot.length >= 0)
                        message.baseRoot = object.baseRoot;
            if (object.dataRoot != null)
                if (object.dataRoot.length)
                    if (typeof object.dataRoot === "string")
                        $util.base64.decode(object.dataRoot, message.dataRoot = $util.newBuffer($util.base64.length(object.dataRoot)), 0);
                    else if (object.dataRoot.length >= 0)
                        message.dataRoot = object.dataRoot;
            if (object.table != null)
                if (object.table.length)
                    if (typeof object.table === "string")
                        $util.base64.decode(object.table, message.table = $util.newBuffer($util.base64.length(object.table)), 0);
                    else if (object.table.length >= 0)
                        message.table = object.table;
            if (object.beaconEnd != null)
                if (object.beaconEnd.length)
                    if (typeof object.beaconEnd === "string")
                        $util.base64.decode(object.beaconEnd, message.beaconEnd = $util.newBuffer($util.base64.length(object.beaconEnd)), 0);
                    else if (object.beaconEnd.length >= 0)
                        message.beaconEnd = object.beaconEnd;
            if (object.operator != null)
                if (object.operator.length)
                    if (typeof object.operator === "string")
                        $util.base64.decode(object.operator, message.operator = $util.newBuffer($util.base64.length(object.operator)), 0);
                    else if (object.operator.length >= 0)
                        message.operator = object.operator;
            if (object.kernel != null)
                if ($Number(object.kernel) !== 0)
                    message.kernel = object.kernel >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a RunStarted message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.RunStarted
         * @static
         * @param {murmur.RunStarted} message RunStarted
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        RunStarted.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.config = "";
                if (options.bytes === $String)
                    object.baseRoot = "";
                else {
                    object.baseRoot = [];
                    if (options.bytes !== $Array)
                        object.baseRoot = $util.newBuffer(object.baseRoot);
                }
                if (options.bytes === $String)
                    object.dataRoot = "";
                else {
                    object.dataRoot = [];
                    if (options.bytes !== $Array)
                        object.dataRoot = $util.newBuffer(object.dataRoot);
                }
                if (options.bytes === $String)
                    object.table = "";
                else {
                    object.table = [];
                    if (options.bytes !== $Array)
                        object.table = $util.newBuffer(object.table);
                }
                if (options.bytes === $String)
                    object.beaconEnd = "";
                else {
                    object.beaconEnd = [];
                    if (options.bytes !== $Array)
                        object.beaconEnd = $util.newBuffer(object.beaconEnd);
                }
                if (options.bytes === $String)
                    object.operator = "";
                else {
                    object.operator = [];
                    if (options.bytes !== $Array)
                        object.operator = $util.newBuffer(object.operator);
                }
                object.kernel = 0;
            }
            if (message.config != null && $Object.hasOwnProperty.call(message, "config"))
                object.config = message.config;
            if (message.baseRoot != null && $Object.hasOwnProperty.call(message, "baseRoot"))
                object.baseRoot = options.bytes === $String ? $util.base64.encode(message.baseRoot, 0, message.baseRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.baseRoot) : message.baseRoot;
            if (message.dataRoot != null && $Object.hasOwnProperty.call(message, "dataRoot"))
                object.dataRoot = options.bytes === $String ? $util.base64.encode(message.dataRoot, 0, message.dataRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.dataRoot) : message.dataRoot;
            if (message.table != null && $Object.hasOwnProperty.call(message, "table"))
                object.table = options.bytes === $String ? $util.base64.encode(message.table, 0, message.table.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.table) : message.table;
            if (message.beaconEnd != null && $Object.hasOwnProperty.call(message, "beaconEnd"))
                object.beaconEnd = options.bytes === $String ? $util.base64.encode(message.beaconEnd, 0, message.beaconEnd.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.beaconEnd) : message.beaconEnd;
            if (message.operator != null && $Object.hasOwnProperty.call(message, "operator"))
                object.operator = options.bytes === $String ? $util.base64.encode(message.operator, 0, message.operator.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.operator) : message.operator;
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel"))
                object.kernel = message.kernel;
            return object;
        };

        /**
         * Converts this RunStarted to JSON.
         * @function toJSON
         * @memberof murmur.RunStarted
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        RunStarted.prototype.toJSON = function() {
            return RunStarted.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for RunStarted
         * @function getTypeUrl
         * @memberof murmur.RunStarted
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        RunStarted.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.RunStarted";
        };

        return RunStarted;
    })();

    murmur.TakenOver = (function() {

        /**
         * Properties of a TakenOver.
         * @typedef {Object} murmur.TakenOver.$Properties
         * @property {Uint8Array|null} [coordinator] TakenOver coordinator
         * @property {Uint8Array|null} [beaconEnd] TakenOver beaconEnd
         * @property {string|null} [reason] TakenOver reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TakenOver.
         * @memberof murmur
         * @interface ITakenOver
         * @augments murmur.TakenOver.$Properties
         * @deprecated Use murmur.TakenOver.$Properties instead.
         */

        /**
         * Shape of a TakenOver.
         * @typedef {murmur.TakenOver.$Properties} murmur.TakenOver.$Shape
         */

        /**
         * Constructs a new TakenOver.
         * @memberof murmur
         * @classdesc Represents a TakenOver.
         * @constructor
         * @param {murmur.TakenOver.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TakenOver = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TakenOver coordinator.
         * @member {Uint8Array} coordinator
         * @memberof murmur.TakenOver
         * @instance
         */
        TakenOver.prototype.coordinator = $util.newBuffer([]);

        /**
         * TakenOver beaconEnd.
         * @member {Uint8Array} beaconEnd
         * @memberof murmur.TakenOver
         * @instance
         */
        TakenOver.prototype.beaconEnd = $util.newBuffer([]);

        /**
         * TakenOver reason.
         * @member {string} reason
         * @memberof murmur.TakenOver
         * @instance
         */
        TakenOver.prototype.reason = "";

        /**
         * Creates a new TakenOver instance using the specified properties.
         * @function create
         * @memberof murmur.TakenOver
         * @static
         * @param {murmur.TakenOver.$Properties=} [properties] Properties to set
         * @returns {murmur.TakenOver} TakenOver instance
         * @type {{
         *   (properties: murmur.TakenOver.$Shape): murmur.TakenOver & murmur.TakenOver.$Shape;
         *   (properties?: murmur.TakenOver.$Properties): murmur.TakenOver;
         * }}
         */
        TakenOver.create = function(properties) {
            return new TakenOver(properties);
        };

        /**
         * Encodes the specified TakenOver message. Does not implicitly {@link murmur.TakenOver.verify|verify} messages.
         * @function encode
         * @memberof murmur.TakenOver
         * @static
         * @param {murmur.TakenOver.$Properties} message TakenOver message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TakenOver.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.coordinator != null && $Object.hasOwnProperty.call(message, "coordinator") && message.coordinator.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.coordinator);
            if (message.beaconEnd != null && $Object.hasOwnProperty.call(message, "beaconEnd") && message.beaconEnd.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.beaconEnd);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TakenOver message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.TakenOver
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.TakenOver & murmur.TakenOver.$Shape} TakenOver
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TakenOver.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.TakenOver();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.coordinator = value;
                        else
                            delete message.coordinator;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.beaconEnd = value;
                        else
                            delete message.beaconEnd;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a TakenOver message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.TakenOver
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.TakenOver} TakenOver
         */
        TakenOver.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.TakenOver)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.TakenOver: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.TakenOver();
            if (object.coordinator != null)
                if (object.coordinator.length)
                    if (typeof object.coordinator === "string")
                        $util.base64.decode(object.coordinator, message.coordinator = $util.newBuffer($util.base64.length(object.coordinator)), 0);
                    else if (object.coordinator.length >= 0)
                        message.coordinator = object.coordinator;
            if (object.beaconEnd != null)
                if (object.beaconEnd.length)
                    if (typeof object.beaconEnd === "string")
                        $util.base64.decode(object.beaconEnd, message.beaconEnd = $util.newBuffer($util.base64.length(object.beaconEnd)), 0);
                    else if (object.beaconEnd.length >= 0)
                        message.beaconEnd = object.beaconEnd;
            if (object.reason != null)
                if (typeof object.reason !== "string" || object.reason.length)
                    message.reason = $String(object.reason);
            return message;
        };

        /**
         * Creates a plain object from a TakenOver message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.TakenOver
         * @static
         * @param {murmur.TakenOver} message TakenOver
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        TakenOver.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.coordinator = "";
                else {
                    object.coordinator = [];
                    if (options.bytes !== $Array)
                        object.coordinator = $util.newBuffer(object.coordinator);
                }
                if (options.bytes === $String)
                    object.beaconEnd = "";
                else {
                    object.beaconEnd = [];
                    if (options.bytes !== $Array)
                        object.beaconEnd = $util.newBuffer(object.beaconEnd);
                }
                object.reason = "";
            }
            if (message.coordinator != null && $Object.hasOwnProperty.call(message, "coordinator"))
                object.coordinator = options.bytes === $String ? $util.base64.encode(message.coordinator, 0, message.coordinator.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.coordinator) : message.coordinator;
            if (message.beaconEnd != null && $Object.hasOwnProperty.call(message, "beaconEnd"))
                object.beaconEnd = options.bytes === $String ? $util.base64.encode(message.beaconEnd, 0, message.beaconEnd.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.beaconEnd) : message.beaconEnd;
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                object.reason = message.reason;
            return object;
        };

        /**
         * Converts this TakenOver to JSON.
         * @function toJSON
         * @memberof murmur.TakenOver
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        TakenOver.prototype.toJSON = function() {
            return TakenOver.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for TakenOver
         * @function getTypeUrl
         * @memberof murmur.TakenOver
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        TakenOver.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.TakenOver";
        };

        return TakenOver;
    })();

    murmur.PhaseEntered = (function() {

        /**
         * Properties of a PhaseEntered.
         * @typedef {Object} murmur.PhaseEntered.$Properties
         * @property {number|null} [phase] PhaseEntered phase
         * @property {string|null} [reason] PhaseEntered reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PhaseEntered.
         * @memberof murmur
         * @interface IPhaseEntered
         * @augments murmur.PhaseEntered.$Properties
         * @deprecated Use murmur.PhaseEntered.$Properties instead.
         */

        /**
         * Shape of a PhaseEntered.
         * @typedef {murmur.PhaseEntered.$Properties} murmur.PhaseEntered.$Shape
         */

        /**
         * Constructs a new PhaseEntered.
         * @memberof murmur
         * @classdesc Represents a PhaseEntered.
         * @constructor
         * @param {murmur.PhaseEntered.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PhaseEntered = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PhaseEntered phase.
         * @member {number} phase
         * @memberof murmur.PhaseEntered
         * @instance
         */
        PhaseEntered.prototype.phase = 0;

        /**
         * PhaseEntered reason.
         * @member {string} reason
         * @memberof murmur.PhaseEntered
         * @instance
         */
        PhaseEntered.prototype.reason = "";

        /**
         * Creates a new PhaseEntered instance using the specified properties.
         * @function create
         * @memberof murmur.PhaseEntered
         * @static
         * @param {murmur.PhaseEntered.$Properties=} [properties] Properties to set
         * @returns {murmur.PhaseEntered} PhaseEntered instance
         * @type {{
         *   (properties: murmur.PhaseEntered.$Shape): murmur.PhaseEntered & murmur.PhaseEntered.$Shape;
         *   (properties?: murmur.PhaseEntered.$Properties): murmur.PhaseEntered;
         * }}
         */
        PhaseEntered.create = function(properties) {
            return new PhaseEntered(properties);
        };

        /**
         * Encodes the specified PhaseEntered message. Does not implicitly {@link murmur.PhaseEntered.verify|verify} messages.
         * @function encode
         * @memberof murmur.PhaseEntered
         * @static
         * @param {murmur.PhaseEntered.$Properties} message PhaseEntered message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PhaseEntered.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.phase);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PhaseEntered message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.PhaseEntered
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.PhaseEntered & murmur.PhaseEntered.$Shape} PhaseEntered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PhaseEntered.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.PhaseEntered();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.phase = value;
                        else
                            delete message.phase;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a PhaseEntered message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.PhaseEntered
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.PhaseEntered} PhaseEntered
         */
        PhaseEntered.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.PhaseEntered)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.PhaseEntered: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.PhaseEntered();
            if (object.phase != null)
                if ($Number(object.phase) !== 0)
                    message.phase = object.phase >>> 0;
            if (object.reason != null)
                if (typeof object.reason !== "string" || object.reason.length)
                    message.reason = $String(object.reason);
            return message;
        };

        /**
         * Creates a plain object from a PhaseEntered message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.PhaseEntered
         * @static
         * @param {murmur.PhaseEntered} message PhaseEntered
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        PhaseEntered.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.phase = 0;
                object.reason = "";
            }
            if (message.phase != null && $Object.hasOwnProperty.call(message, "phase"))
                object.phase = message.phase;
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                object.reason = message.reason;
            return object;
        };

        /**
         * Converts this PhaseEntered to JSON.
         * @function toJSON
         * @memberof murmur.PhaseEntered
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        PhaseEntered.prototype.toJSON = function() {
            return PhaseEntered.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for PhaseEntered
         * @function getTypeUrl
         * @memberof murmur.PhaseEntered
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        PhaseEntered.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.PhaseEntered";
        };

        return PhaseEntered;
    })();

    murmur.MembersChanged = (function() {

        /**
         * Properties of a MembersChanged.
         * @typedef {Object} murmur.MembersChanged.$Properties
         * @property {Array.<murmur.Admitted.$Properties>|null} [admitted] MembersChanged admitted
         * @property {Array.<murmur.Left.$Properties>|null} [left] MembersChanged left
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MembersChanged.
         * @memberof murmur
         * @interface IMembersChanged
         * @augments murmur.MembersChanged.$Properties
         * @deprecated Use murmur.MembersChanged.$Properties instead.
         */

        /**
         * Shape of a MembersChanged.
         * @typedef {murmur.MembersChanged.$Properties} murmur.MembersChanged.$Shape
         */

        /**
         * Constructs a new MembersChanged.
         * @memberof murmur
         * @classdesc Represents a MembersChanged.
         * @constructor
         * @param {murmur.MembersChanged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MembersChanged = function (properties) {
            this.admitted = [];
            this.left = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MembersChanged admitted.
         * @member {Array.<murmur.Admitted.$Properties>} admitted
         * @memberof murmur.MembersChanged
         * @instance
         */
        MembersChanged.prototype.admitted = $util.emptyArray;

        /**
         * MembersChanged left.
         * @member {Array.<murmur.Left.$Properties>} left
         * @memberof murmur.MembersChanged
         * @instance
         */
        MembersChanged.prototype.left = $util.emptyArray;

        /**
         * Creates a new MembersChanged instance using the specified properties.
         * @function create
         * @memberof murmur.MembersChanged
         * @static
         * @param {murmur.MembersChanged.$Properties=} [properties] Properties to set
         * @returns {murmur.MembersChanged} MembersChanged instance
         * @type {{
         *   (properties: murmur.MembersChanged.$Shape): murmur.MembersChanged & murmur.MembersChanged.$Shape;
         *   (properties?: murmur.MembersChanged.$Properties): murmur.MembersChanged;
         * }}
         */
        MembersChanged.create = function(properties) {
            return new MembersChanged(properties);
        };

        /**
         * Encodes the specified MembersChanged message. Does not implicitly {@link murmur.MembersChanged.verify|verify} messages.
         * @function encode
         * @memberof murmur.MembersChanged
         * @static
         * @param {murmur.MembersChanged.$Properties} message MembersChanged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MembersChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.admitted != null && message.admitted.length)
                for (let i = 0; i < message.admitted.length; ++i)
                    $root.murmur.Admitted.encode(message.admitted[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.left != null && message.left.length)
                for (let i = 0; i < message.left.length; ++i)
                    $root.murmur.Left.encode(message.left[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MembersChanged message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.MembersChanged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.MembersChanged & murmur.MembersChanged.$Shape} MembersChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MembersChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.MembersChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.admitted && message.admitted.length))
                            message.admitted = [];
                        message.admitted.push($root.murmur.Admitted.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.left && message.left.length))
                            message.left = [];
                        message.left.push($root.murmur.Left.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a MembersChanged message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.MembersChanged
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.MembersChanged} MembersChanged
         */
        MembersChanged.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.MembersChanged)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.MembersChanged: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.MembersChanged();
            if (object.admitted) {
                if (!$Array.isArray(object.admitted))
                    throw $TypeError(".murmur.MembersChanged.admitted: array expected");
                message.admitted = $Array(object.admitted.length);
                for (let i = 0; i < object.admitted.length; ++i) {
                    if (!$util.isObject(object.admitted[i]))
                        throw $TypeError(".murmur.MembersChanged.admitted: object expected");
                    message.admitted[i] = $root.murmur.Admitted.fromObject(object.admitted[i], _depth + 1);
                }
            }
            if (object.left) {
                if (!$Array.isArray(object.left))
                    throw $TypeError(".murmur.MembersChanged.left: array expected");
                message.left = $Array(object.left.length);
                for (let i = 0; i < object.left.length; ++i) {
                    if (!$util.isObject(object.left[i]))
                        throw $TypeError(".murmur.MembersChanged.left: object expected");
                    message.left[i] = $root.murmur.Left.fromObject(object.left[i], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a MembersChanged message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.MembersChanged
         * @static
         * @param {murmur.MembersChanged} message MembersChanged
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        MembersChanged.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.admitted = [];
                object.left = [];
            }
            if (message.admitted && message.admitted.length) {
                object.admitted = $Array(message.admitted.length);
                for (let j = 0; j < message.admitted.length; ++j)
                    object.admitted[j] = $root.murmur.Admitted.toObject(message.admitted[j], options, _depth + 1);
            }
            if (message.left && message.left.length) {
                object.left = $Array(message.left.length);
                for (let j = 0; j < message.left.length; ++j)
                    object.left[j] = $root.murmur.Left.toObject(message.left[j], options, _depth + 1);
            }
            return object;
        };

        /**
         * Converts this MembersChanged to JSON.
         * @function toJSON
         * @memberof murmur.MembersChanged
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        MembersChanged.prototype.toJSON = function() {
            return MembersChanged.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for MembersChanged
         * @function getTypeUrl
         * @memberof murmur.MembersChanged
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        MembersChanged.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.MembersChanged";
        };

        return MembersChanged;
    })();

    murmur.Admitted = (function() {

        /**
         * Properties of an Admitted.
         * @typedef {Object} murmur.Admitted.$Properties
         * @property {Uint8Array|null} [member] Admitted member
         * @property {string|null} [name] Admitted name
         * @property {Array.<string>|null} [addresses] Admitted addresses
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Admitted.
         * @memberof murmur
         * @interface IAdmitted
         * @augments murmur.Admitted.$Properties
         * @deprecated Use murmur.Admitted.$Properties instead.
         */

        /**
         * Shape of an Admitted.
         * @typedef {murmur.Admitted.$Properties} murmur.Admitted.$Shape
         */

        /**
         * Constructs a new Admitted.
         * @memberof murmur
         * @classdesc Represents an Admitted.
         * @constructor
         * @param {murmur.Admitted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Admitted = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Admitted member.
         * @member {Uint8Array} member
         * @memberof murmur.Admitted
         * @instance
         */
        Admitted.prototype.member = $util.newBuffer([]);

        /**
         * Admitted name.
         * @member {string} name
         * @memberof murmur.Admitted
         * @instance
         */
        Admitted.prototype.name = "";

        /**
         * Admitted addresses.
         * @member {Array.<string>} addresses
         * @memberof murmur.Admitted
         * @instance
         */
        Admitted.prototype.addresses = $util.emptyArray;

        /**
         * Creates a new Admitted instance using the specified properties.
         * @function create
         * @memberof murmur.Admitted
         * @static
         * @param {murmur.Admitted.$Properties=} [properties] Properties to set
         * @returns {murmur.Admitted} Admitted instance
         * @type {{
         *   (properties: murmur.Admitted.$Shape): murmur.Admitted & murmur.Admitted.$Shape;
         *   (properties?: murmur.Admitted.$Properties): murmur.Admitted;
         * }}
         */
        Admitted.create = function(properties) {
            return new Admitted(properties);
        };

        /**
         * Encodes the specified Admitted message. Does not implicitly {@link murmur.Admitted.verify|verify} messages.
         * @function encode
         * @memberof murmur.Admitted
         * @static
         * @param {murmur.Admitted.$Properties} message Admitted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Admitted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.member != null && $Object.hasOwnProperty.call(message, "member") && message.member.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.member);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.addresses[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Admitted message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Admitted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Admitted & murmur.Admitted.$Shape} Admitted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Admitted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Admitted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.member = value;
                        else
                            delete message.member;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an Admitted message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Admitted
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Admitted} Admitted
         */
        Admitted.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Admitted)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Admitted: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Admitted();
            if (object.member != null)
                if (object.member.length)
                    if (typeof object.member === "string")
                        $util.base64.decode(object.member, message.member = $util.newBuffer($util.base64.length(object.member)), 0);
                    else if (object.member.length >= 0)
                        message.member = object.member;
            if (object.name != null)
                if (typeof object.name !== "string" || object.name.length)
                    message.name = $String(object.name);
            if (object.addresses) {
                if (!$Array.isArray(object.addresses))
                    throw $TypeError(".murmur.Admitted.addresses: array expected");
                message.addresses = $Array(object.addresses.length);
                for (let i = 0; i < object.addresses.length; ++i)
                    message.addresses[i] = $String(object.addresses[i]);
            }
            return message;
        };

        /**
         * Creates a plain object from an Admitted message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Admitted
         * @static
         * @param {murmur.Admitted} message Admitted
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Admitted.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.addresses = [];
            if (options.defaults) {
                if (options.bytes === $String)
                    object.member = "";
                else {
                    object.member = [];
                    if (options.bytes !== $Array)
                        object.member = $util.newBuffer(object.member);
                }
                object.name = "";
            }
            if (message.member != null && $Object.hasOwnProperty.call(message, "member"))
                object.member = options.bytes === $String ? $util.base64.encode(message.member, 0, message.member.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.member) : message.member;
            if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                object.name = message.name;
            if (message.addresses && message.addresses.length) {
                object.addresses = $Array(message.addresses.length);
                for (let j = 0; j < message.addresses.length; ++j)
                    object.addresses[j] = message.addresses[j];
            }
            return object;
        };

        /**
         * Converts this Admitted to JSON.
         * @function toJSON
         * @memberof murmur.Admitted
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Admitted.prototype.toJSON = function() {
            return Admitted.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Admitted
         * @function getTypeUrl
         * @memberof murmur.Admitted
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Admitted.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Admitted";
        };

        return Admitted;
    })();

    murmur.Left = (function() {

        /**
         * Properties of a Left.
         * @typedef {Object} murmur.Left.$Properties
         * @property {Uint8Array|null} [member] Left member
         * @property {string|null} [code] Left code
         * @property {string|null} [reason] Left reason
         * @property {Uint8Array|null} [evidence] Left evidence
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Left.
         * @memberof murmur
         * @interface ILeft
         * @augments murmur.Left.$Properties
         * @deprecated Use murmur.Left.$Properties instead.
         */

        /**
         * Shape of a Left.
         * @typedef {murmur.Left.$Properties} murmur.Left.$Shape
         */

        /**
         * Constructs a new Left.
         * @memberof murmur
         * @classdesc Represents a Left.
         * @constructor
         * @param {murmur.Left.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Left = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Left member.
         * @member {Uint8Array} member
         * @memberof murmur.Left
         * @instance
         */
        Left.prototype.member = $util.newBuffer([]);

        /**
         * Left code.
         * @member {string} code
         * @memberof murmur.Left
         * @instance
         */
        Left.prototype.code = "";

        /**
         * Left reason.
         * @member {string} reason
         * @memberof murmur.Left
         * @instance
         */
        Left.prototype.reason = "";

        /**
         * Left evidence.
         * @member {Uint8Array} evidence
         * @memberof murmur.Left
         * @instance
         */
        Left.prototype.evidence = $util.newBuffer([]);

        /**
         * Creates a new Left instance using the specified properties.
         * @function create
         * @memberof murmur.Left
         * @static
         * @param {murmur.Left.$Properties=} [properties] Properties to set
         * @returns {murmur.Left} Left instance
         * @type {{
         *   (properties: murmur.Left.$Shape): murmur.Left & murmur.Left.$Shape;
         *   (properties?: murmur.Left.$Properties): murmur.Left;
         * }}
         */
        Left.create = function(properties) {
            return new Left(properties);
        };

        /**
         * Encodes the specified Left message. Does not implicitly {@link murmur.Left.verify|verify} messages.
         * @function encode
         * @memberof murmur.Left
         * @static
         * @param {murmur.Left.$Properties} message Left message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Left.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.member != null && $Object.hasOwnProperty.call(message, "member") && message.member.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.member);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
            if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence") && message.evidence.length)
                writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.evidence);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Left message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Left
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Left & murmur.Left.$Shape} Left
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Left.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Left();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.member = value;
                        else
                            delete message.member;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.evidence = value;
                        else
                            delete message.evidence;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Left message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Left
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Left} Left
         */
        Left.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Left)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Left: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Left();
            if (object.member != null)
                if (object.member.length)
                    if (typeof object.member === "string")
                        $util.base64.decode(object.member, message.member = $util.newBuffer($util.base64.length(object.member)), 0);
                    else if (object.member.length >= 0)
                        message.member = object.member;
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            if (object.reason != null)
                if (typeof object.reason !== "string" || object.reason.length)
                    message.reason = $String(object.reason);
            if (object.evidence != null)
                if (object.evidence.length)
                    if (typeof object.evidence === "string")
                        $util.base64.decode(object.evidence, message.evidence = $util.newBuffer($util.base64.length(object.evidence)), 0);
                    else if (object.evidence.length >= 0)
                        message.evidence = object.evidence;
            return message;
        };

        /**
         * Creates a plain object from a Left message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Left
         * @static
         * @param {murmur.Left} message Left
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Left.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.member = "";
                else {
                    object.member = [];
                    if (options.bytes !== $Array)
                        object.member = $util.newBuffer(object.member);
                }
                object.code = "";
                object.reason = "";
                if (options.bytes === $String)
                    object.evidence = "";
                else {
                    object.evidence = [];
                    if (options.bytes !== $Array)
                        object.evidence = $util.newBuffer(object.evidence);
                }
            }
            if (message.member != null && $Object.hasOwnProperty.call(message, "member"))
                object.member = options.bytes === $String ? $util.base64.encode(message.member, 0, message.member.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.member) : message.member;
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                object.reason = message.reason;
            if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                object.evidence = options.bytes === $String ? $util.base64.encode(message.evidence, 0, message.evidence.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.evidence) : message.evidence;
            return object;
        };

        /**
         * Converts this Left to JSON.
         * @function toJSON
         * @memberof murmur.Left
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Left.prototype.toJSON = function() {
            return Left.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Left
         * @function getTypeUrl
         * @memberof murmur.Left
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Left.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Left";
        };

        return Left;
    })();

    murmur.RoundOpened = (function() {

        /**
         * Properties of a RoundOpened.
         * @typedef {Object} murmur.RoundOpened.$Properties
         * @property {number|null} [round] RoundOpened round
         * @property {number|null} [step] RoundOpened step
         * @property {Array.<Uint8Array>|null} [members] RoundOpened members
         * @property {Array.<number>|null} [shares] RoundOpened shares
         * @property {number|null} [firstBatch] RoundOpened firstBatch
         * @property {number|null} [batches] RoundOpened batches
         * @property {number|null} [etaBits] RoundOpened etaBits
         * @property {number|null} [lambdaBits] RoundOpened lambdaBits
         * @property {number|null} [tau] RoundOpened tau
         * @property {number|null} [deadlineMs] RoundOpened deadlineMs
         * @property {Array.<murmur.Range.$Properties>|null} [returned] RoundOpened returned
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RoundOpened.
         * @memberof murmur
         * @interface IRoundOpened
         * @augments murmur.RoundOpened.$Properties
         * @deprecated Use murmur.RoundOpened.$Properties instead.
         */

        /**
         * Shape of a RoundOpened.
         * @typedef {murmur.RoundOpened.$Properties} murmur.RoundOpened.$Shape
         */

        /**
         * Constructs a new RoundOpened.
         * @memberof murmur
         * @classdesc Represents a RoundOpened.
         * @constructor
         * @param {murmur.RoundOpened.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RoundOpened = function (properties) {
            this.members = [];
            this.shares = [];
            this.returned = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RoundOpened round.
         * @member {number} round
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.round = 0;

        /**
         * RoundOpened step.
         * @member {number} step
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.step = 0;

        /**
         * RoundOpened members.
         * @member {Array.<Uint8Array>} members
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.members = $util.emptyArray;

        /**
         * RoundOpened shares.
         * @member {Array.<number>} shares
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.shares = $util.emptyArray;

        /**
         * RoundOpened firstBatch.
         * @member {number} firstBatch
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.firstBatch = 0;

        /**
         * RoundOpened batches.
         * @member {number} batches
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.batches = 0;

        /**
         * RoundOpened etaBits.
         * @member {number} etaBits
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.etaBits = 0;

        /**
         * RoundOpened lambdaBits.
         * @member {number} lambdaBits
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.lambdaBits = 0;

        /**
         * RoundOpened tau.
         * @member {number} tau
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.tau = 0;

        /**
         * RoundOpened deadlineMs.
         * @member {number} deadlineMs
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.deadlineMs = 0;

        /**
         * RoundOpened returned.
         * @member {Array.<murmur.Range.$Properties>} returned
         * @memberof murmur.RoundOpened
         * @instance
         */
        RoundOpened.prototype.returned = $util.emptyArray;

        /**
         * Creates a new RoundOpened instance using the specified properties.
         * @function create
         * @memberof murmur.RoundOpened
         * @static
         * @param {murmur.RoundOpened.$Properties=} [properties] Properties to set
         * @returns {murmur.RoundOpened} RoundOpened instance
         * @type {{
         *   (properties: murmur.RoundOpened.$Shape): murmur.RoundOpened & murmur.RoundOpened.$Shape;
         *   (properties?: murmur.RoundOpened.$Properties): murmur.RoundOpened;
         * }}
         */
        RoundOpened.create = function(properties) {
            return new RoundOpened(properties);
        };

        /**
         * Encodes the specified RoundOpened message. Does not implicitly {@link murmur.RoundOpened.verify|verify} messages.
         * @function encode
         * @memberof murmur.RoundOpened
         * @static
         * @param {murmur.RoundOpened.$Properties} message RoundOpened message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RoundOpened.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.step);
            if (message.members != null && message.members.length)
                for (let i = 0; i < message.members.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.members[i]);
            if (message.shares != null && message.shares.length)
                writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.shares);
            if (message.firstBatch != null && $Object.hasOwnProperty.call(message, "firstBatch") && message.firstBatch !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.firstBatch);
            if (message.batches != null && $Object.hasOwnProperty.call(message, "batches") && message.batches !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.batches);
            if (message.etaBits != null && $Object.hasOwnProperty.call(message, "etaBits") && message.etaBits !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.etaBits);
            if (message.lambdaBits != null && $Object.hasOwnProperty.call(message, "lambdaBits") && message.lambdaBits !== 0)
                writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.lambdaBits);
            if (message.tau != null && $Object.hasOwnProperty.call(message, "tau") && message.tau !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.tau);
            if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs") && message.deadlineMs !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.deadlineMs);
            if (message.returned != null && message.returned.length)
                for (let i = 0; i < message.returned.length; ++i)
                    $root.murmur.Range.encode(message.returned[i], writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RoundOpened message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.RoundOpened
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.RoundOpened & murmur.RoundOpened.$Shape} RoundOpened
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RoundOpened.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.RoundOpened();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.step = value;
                        else
                            delete message.step;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.members && message.members.length))
                            message.members = [];
                        message.members.push(reader.bytes());
                        continue;
                    }
                case 4: {
                        if (wireType === 2) {
                            if (!(message.shares && message.shares.length))
                                message.shares = [];
                            reader.uint32s(message.shares);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.shares && message.shares.length))
                            message.shares = [];
                        message.shares.push(reader.uint32());
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.firstBatch = value;
                        else
                            delete message.firstBatch;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.batches = value;
                        else
                            delete message.batches;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.etaBits = value;
                        else
                            delete message.etaBits;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lambdaBits = value;
                        else
                            delete message.lambdaBits;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.tau = value;
                        else
                            delete message.tau;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.deadlineMs = value;
                        else
                            delete message.deadlineMs;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if (!(message.returned && message.returned.length))
                            message.returned = [];
                        message.returned.push($root.murmur.Range.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a RoundOpened message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.RoundOpened
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.RoundOpened} RoundOpened
         */
        RoundOpened.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.RoundOpened)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.RoundOpened: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.RoundOpened();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.step != null)
                if ($Number(object.step) !== 0)
                    message.step = object.step >>> 0;
            if (object.members) {
                if (!$Array.isArray(object.members))
                    throw $TypeError(".murmur.RoundOpened.members: array expected");
                message.members = $Array(object.members.length);
                for (let i = 0; i < object.members.length; ++i)
                    if (typeof object.members[i] === "string")
                        $util.base64.decode(object.members[i], message.members[i] = $util.newBuffer($util.base64.length(object.members[i])), 0);
                    else if (object.members[i].length >= 0)
                        message.members[i] = object.members[i];
            }
            if (object.shares) {
                if (!$Array.isArray(object.shares))
                    throw $TypeError(".murmur.RoundOpened.shares: array expected");
                message.shares = $Array(object.shares.length);
                for (let i = 0; i < object.shares.length; ++i)
                    message.shares[i] = object.shares[i] >>> 0;
            }
            if (object.firstBatch != null)
                if ($Number(object.firstBatch) !== 0)
                    message.firstBatch = object.firstBatch >>> 0;
            if (object.batches != null)
                if ($Number(object.batches) !== 0)
                    message.batches = object.batches >>> 0;
            if (object.etaBits != null)
                if ($Number(object.etaBits) !== 0)
                    message.etaBits = object.etaBits >>> 0;
            if (object.lambdaBits != null)
                if ($Number(object.lambdaBits) !== 0)
                    message.lambdaBits = object.lambdaBits >>> 0;
            if (object.tau != null)
                if ($Number(object.tau) !== 0)
                    message.tau = object.tau >>> 0;
            if (object.deadlineMs != null)
                if ($Number(object.deadlineMs) !== 0)
                    message.deadlineMs = object.deadlineMs >>> 0;
            if (object.returned) {
                if (!$Array.isArray(object.returned))
                    throw $TypeError(".murmur.RoundOpened.returned: array expected");
                message.returned = $Array(object.returned.length);
                for (let i = 0; i < object.returned.length; ++i) {
                    if (!$util.isObject(object.returned[i]))
                        throw $TypeError(".murmur.RoundOpened.returned: object expected");
                    message.returned[i] = $root.murmur.Range.fromObject(object.returned[i], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a RoundOpened message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.RoundOpened
         * @static
         * @param {murmur.RoundOpened} message RoundOpened
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        RoundOpened.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.members = [];
                object.shares = [];
                object.returned = [];
            }
            if (options.defaults) {
                object.round = 0;
                object.step = 0;
                object.firstBatch = 0;
                object.batches = 0;
                object.etaBits = 0;
                object.lambdaBits = 0;
                object.tau = 0;
                object.deadlineMs = 0;
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                object.step = message.step;
            if (message.members && message.members.length) {
                object.members = $Array(message.members.length);
                for (let j = 0; j < message.members.length; ++j)
                    object.members[j] = options.bytes === $String ? $util.base64.encode(message.members[j], 0, message.members[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.members[j]) : message.members[j];
            }
            if (message.shares && message.shares.length) {
                object.shares = $Array(message.shares.length);
                for (let j = 0; j < message.shares.length; ++j)
                    object.shares[j] = message.shares[j];
            }
            if (message.firstBatch != null && $Object.hasOwnProperty.call(message, "firstBatch"))
                object.firstBatch = message.firstBatch;
            if (message.batches != null && $Object.hasOwnProperty.call(message, "batches"))
                object.batches = message.batches;
            if (message.etaBits != null && $Object.hasOwnProperty.call(message, "etaBits"))
                object.etaBits = message.etaBits;
            if (message.lambdaBits != null && $Object.hasOwnProperty.call(message, "lambdaBits"))
                object.lambdaBits = message.lambdaBits;
            if (message.tau != null && $Object.hasOwnProperty.call(message, "tau"))
                object.tau = message.tau;
            if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs"))
                object.deadlineMs = message.deadlineMs;
            if (message.returned && message.returned.length) {
                object.returned = $Array(message.returned.length);
                for (let j = 0; j < message.returned.length; ++j)
                    object.returned[j] = $root.murmur.Range.toObject(message.returned[j], options, _depth + 1);
            }
            return object;
        };

        /**
         * Converts this RoundOpened to JSON.
         * @function toJSON
         * @memberof murmur.RoundOpened
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        RoundOpened.prototype.toJSON = function() {
            return RoundOpened.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for RoundOpened
         * @function getTypeUrl
         * @memberof murmur.RoundOpened
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        RoundOpened.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.RoundOpened";
        };

        return RoundOpened;
    })();

    murmur.SlotOpened = (function() {

        /**
         * Properties of a SlotOpened.
         * @typedef {Object} murmur.SlotOpened.$Properties
         * @property {number|null} [round] SlotOpened round
         * @property {number|null} [slot] SlotOpened slot
         * @property {Array.<murmur.Duty.$Properties>|null} [taken] SlotOpened taken
         * @property {Array.<Uint8Array>|null} [takers] SlotOpened takers
         * @property {Array.<number>|null} [shares] SlotOpened shares
         * @property {number|null} [deadlineMs] SlotOpened deadlineMs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SlotOpened.
         * @memberof murmur
         * @interface ISlotOpened
         * @augments murmur.SlotOpened.$Properties
         * @deprecated Use murmur.SlotOpened.$Properties instead.
         */

        /**
         * Shape of a SlotOpened.
         * @typedef {murmur.SlotOpened.$Properties} murmur.SlotOpened.$Shape
         */

        /**
         * Constructs a new SlotOpened.
         * @memberof murmur
         * @classdesc Represents a SlotOpened.
         * @constructor
         * @param {murmur.SlotOpened.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SlotOpened = function (properties) {
            this.taken = [];
            this.takers = [];
            this.shares = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SlotOpened round.
         * @member {number} round
         * @memberof murmur.SlotOpened
         * @instance
         */
        SlotOpened.prototype.round = 0;

        /**
         * SlotOpened slot.
         * @member {number} slot
         * @memberof murmur.SlotOpened
         * @instance
         */
        SlotOpened.prototype.slot = 0;

        /**
         * SlotOpened taken.
         * @member {Array.<murmur.Duty.$Properties>} taken
         * @memberof murmur.SlotOpened
         * @instance
         */
        SlotOpened.prototype.taken = $util.emptyArray;

        /**
         * SlotOpened takers.
         * @member {Array.<Uint8Array>} takers
         * @memberof murmur.SlotOpened
         * @instance
         */
        SlotOpened.prototype.takers = $util.emptyArray;

        /**
         * SlotOpened shares.
         * @member {Array.<number>} shares
         * @memberof murmur.SlotOpened
         * @instance
         */
        SlotOpened.prototype.shares = $util.emptyArray;

        /**
         * SlotOpened deadlineMs.
         * @member {number} deadlineMs
         * @memberof murmur.SlotOpened
         * @instance
         */
        SlotOpened.prototype.deadlineMs = 0;

        /**
         * Creates a new SlotOpened instance using the specified properties.
         * @function create
         * @memberof murmur.SlotOpened
         * @static
         * @param {murmur.SlotOpened.$Properties=} [properties] Properties to set
         * @returns {murmur.SlotOpened} SlotOpened instance
         * @type {{
         *   (properties: murmur.SlotOpened.$Shape): murmur.SlotOpened & murmur.SlotOpened.$Shape;
         *   (properties?: murmur.SlotOpened.$Properties): murmur.SlotOpened;
         * }}
         */
        SlotOpened.create = function(properties) {
            return new SlotOpened(properties);
        };

        /**
         * Encodes the specified SlotOpened message. Does not implicitly {@link murmur.SlotOpened.verify|verify} messages.
         * @function encode
         * @memberof murmur.SlotOpened
         * @static
         * @param {murmur.SlotOpened.$Properties} message SlotOpened message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SlotOpened.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.slot);
            if (message.taken != null && message.taken.length)
                for (let i = 0; i < message.taken.length; ++i)
                    $root.murmur.Duty.encode(message.taken[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.takers != null && message.takers.length)
                for (let i = 0; i < message.takers.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.takers[i]);
            if (message.shares != null && message.shares.length)
                writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.shares);
            if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs") && message.deadlineMs !== 0)
                writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.deadlineMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SlotOpened message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.SlotOpened
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.SlotOpened & murmur.SlotOpened.$Shape} SlotOpened
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SlotOpened.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.SlotOpened();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.slot = value;
                        else
                            delete message.slot;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.taken && message.taken.length))
                            message.taken = [];
                        message.taken.push($root.murmur.Duty.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.takers && message.takers.length))
                            message.takers = [];
                        message.takers.push(reader.bytes());
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.shares && message.shares.length))
                                message.shares = [];
                            reader.uint32s(message.shares);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.shares && message.shares.length))
                            message.shares = [];
                        message.shares.push(reader.uint32());
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.deadlineMs = value;
                        else
                            delete message.deadlineMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a SlotOpened message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.SlotOpened
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.SlotOpened} SlotOpened
         */
        SlotOpened.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.SlotOpened)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.SlotOpened: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.SlotOpened();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.slot != null)
                if ($Number(object.slot) !== 0)
                    message.slot = object.slot >>> 0;
            if (object.taken) {
                if (!$Array.isArray(object.taken))
                    throw $TypeError(".murmur.SlotOpened.taken: array expected");
                message.taken = $Array(object.taken.length);
                for (let i = 0; i < object.taken.length; ++i) {
                    if (!$util.isObject(object.taken[i]))
                        throw $TypeError(".murmur.SlotOpened.taken: object expected");
                    message.taken[i] = $root.murmur.Duty.fromObject(object.taken[i], _depth + 1);
                }
            }
            if (object.takers) {
                if (!$Array.isArray(object.takers))
                    throw $TypeError(".murmur.SlotOpened.takers: array expected");
                message.takers = $Array(object.takers.length);
                for (let i = 0; i < object.takers.length; ++i)
                    if (typeof object.takers[i] === "string")
                        $util.base64.decode(object.takers[i], message.takers[i] = $util.newBuffer($util.base64.length(object.takers[i])), 0);
                    else if (object.takers[i].length >= 0)
                        message.takers[i] = object.takers[i];
            }
            if (object.shares) {
                if (!$Array.isArray(object.shares))
                    throw $TypeError(".murmur.SlotOpened.shares: array expected");
                message.shares = $Array(object.shares.length);
                for (let i = 0; i < object.shares.length; ++i)
                    message.shares[i] = object.shares[i] >>> 0;
            }
            if (object.deadlineMs != null)
                if ($Number(object.deadlineMs) !== 0)
                    message.deadlineMs = object.deadlineMs >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a SlotOpened message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.SlotOpened
         * @static
         * @param {murmur.SlotOpened} message SlotOpened
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        SlotOpened.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.taken = [];
                object.takers = [];
                object.shares = [];
            }
            if (options.defaults) {
                object.round = 0;
                object.slot = 0;
                object.deadlineMs = 0;
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot"))
                object.slot = message.slot;
            if (message.taken && message.taken.length) {
                object.taken = $Array(message.taken.length);
                for (let j = 0; j < message.taken.length; ++j)
                    object.taken[j] = $root.murmur.Duty.toObject(message.taken[j], options, _depth + 1);
            }
            if (message.takers && message.takers.length) {
                object.takers = $Array(message.takers.length);
                for (let j = 0; j < message.takers.length; ++j)
                    object.takers[j] = options.bytes === $String ? $util.base64.encode(message.takers[j], 0, message.takers[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.takers[j]) : message.takers[j];
            }
            if (message.shares && message.shares.length) {
                object.shares = $Array(message.shares.length);
                for (let j = 0; j < message.shares.length; ++j)
                    object.shares[j] = message.shares[j];
            }
            if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs"))
                object.deadlineMs = message.deadlineMs;
            return object;
        };

        /**
         * Converts this SlotOpened to JSON.
         * @function toJSON
         * @memberof murmur.SlotOpened
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        SlotOpened.prototype.toJSON = function() {
            return SlotOpened.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for SlotOpened
         * @function getTypeUrl
         * @memberof murmur.SlotOpened
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        SlotOpened.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.SlotOpened";
        };

        return SlotOpened;
    })();

    murmur.Duty = (function() {

        /**
         * Properties of a Duty.
         * @typedef {Object} murmur.Duty.$Properties
         * @property {Uint8Array|null} [member] Duty member
         * @property {number|null} [slot] Duty slot
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Duty.
         * @memberof murmur
         * @interface IDuty
         * @augments murmur.Duty.$Properties
         * @deprecated Use murmur.Duty.$Properties instead.
         */

        /**
         * Shape of a Duty.
         * @typedef {murmur.Duty.$Properties} murmur.Duty.$Shape
         */

        /**
         * Constructs a new Duty.
         * @memberof murmur
         * @classdesc Represents a Duty.
         * @constructor
         * @param {murmur.Duty.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Duty = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Duty member.
         * @member {Uint8Array} member
         * @memberof murmur.Duty
         * @instance
         */
        Duty.prototype.member = $util.newBuffer([]);

        /**
         * Duty slot.
         * @member {number} slot
         * @memberof murmur.Duty
         * @instance
         */
        Duty.prototype.slot = 0;

        /**
         * Creates a new Duty instance using the specified properties.
         * @function create
         * @memberof murmur.Duty
         * @static
         * @param {murmur.Duty.$Properties=} [properties] Properties to set
         * @returns {murmur.Duty} Duty instance
         * @type {{
         *   (properties: murmur.Duty.$Shape): murmur.Duty & murmur.Duty.$Shape;
         *   (properties?: murmur.Duty.$Properties): murmur.Duty;
         * }}
         */
        Duty.create = function(properties) {
            return new Duty(properties);
        };

        /**
         * Encodes the specified Duty message. Does not implicitly {@link murmur.Duty.verify|verify} messages.
         * @function encode
         * @memberof murmur.Duty
         * @static
         * @param {murmur.Duty.$Properties} message Duty message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Duty.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.member != null && $Object.hasOwnProperty.call(message, "member") && message.member.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.member);
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.slot);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Duty message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Duty
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Duty & murmur.Duty.$Shape} Duty
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Duty.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Duty();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.member = value;
                        else
                            delete message.member;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.slot = value;
                        else
                            delete message.slot;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Duty message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Duty
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Duty} Duty
         */
        Duty.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Duty)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Duty: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Duty();
            if (object.member != null)
                if (object.member.length)
                    if (typeof object.member === "string")
                        $util.base64.decode(object.member, message.member = $util.newBuffer($util.base64.length(object.member)), 0);
                    else if (object.member.length >= 0)
                        message.member = object.member;
            if (object.slot != null)
                if ($Number(object.slot) !== 0)
                    message.slot = object.slot >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a Duty message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Duty
         * @static
         * @param {murmur.Duty} message Duty
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Duty.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.member = "";
                else {
                    object.member = [];
                    if (options.bytes !== $Array)
                        object.member = $util.newBuffer(object.member);
                }
                object.slot = 0;
            }
            if (message.member != null && $Object.hasOwnProperty.call(message, "member"))
                object.member = options.bytes === $String ? $util.base64.encode(message.member, 0, message.member.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.member) : message.member;
            if (message.slot != null && $Object.hasOwnProperty.call(message, "slot"))
                object.slot = message.slot;
            return object;
        };

        /**
         * Converts this Duty to JSON.
         * @function toJSON
         * @memberof murmur.Duty
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Duty.prototype.toJSON = function() {
            return Duty.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Duty
         * @function getTypeUrl
         * @memberof murmur.Duty
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Duty.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Duty";
        };

        return Duty;
    })();

    murmur.Reverted = (function() {

        /**
         * Properties of a Reverted.
         * @typedef {Object} murmur.Reverted.$Properties
         * @property {number|null} [round] Reverted round
         * @property {number|null} [to] Reverted to
         * @property {Uint8Array|null} [lineage] Reverted lineage
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Reverted.
         * @memberof murmur
         * @interface IReverted
         * @augments murmur.Reverted.$Properties
         * @deprecated Use murmur.Reverted.$Properties instead.
         */

        /**
         * Shape of a Reverted.
         * @typedef {murmur.Reverted.$Properties} murmur.Reverted.$Shape
         */

        /**
         * Constructs a new Reverted.
         * @memberof murmur
         * @classdesc Represents a Reverted.
         * @constructor
         * @param {murmur.Reverted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Reverted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Reverted round.
         * @member {number} round
         * @memberof murmur.Reverted
         * @instance
         */
        Reverted.prototype.round = 0;

        /**
         * Reverted to.
         * @member {number} to
         * @memberof murmur.Reverted
         * @instance
         */
        Reverted.prototype.to = 0;

        /**
         * Reverted lineage.
         * @member {Uint8Array} lineage
         * @memberof murmur.Reverted
         * @instance
         */
        Reverted.prototype.lineage = $util.newBuffer([]);

        /**
         * Creates a new Reverted instance using the specified properties.
         * @function create
         * @memberof murmur.Reverted
         * @static
         * @param {murmur.Reverted.$Properties=} [properties] Properties to set
         * @returns {murmur.Reverted} Reverted instance
         * @type {{
         *   (properties: murmur.Reverted.$Shape): murmur.Reverted & murmur.Reverted.$Shape;
         *   (properties?: murmur.Reverted.$Properties): murmur.Reverted;
         * }}
         */
        Reverted.create = function(properties) {
            return new Reverted(properties);
        };

        /**
         * Encodes the specified Reverted message. Does not implicitly {@link murmur.Reverted.verify|verify} messages.
         * @function encode
         * @memberof murmur.Reverted
         * @static
         * @param {murmur.Reverted.$Properties} message Reverted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Reverted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.to != null && $Object.hasOwnProperty.call(message, "to") && message.to !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.to);
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage") && message.lineage.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.lineage);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Reverted message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Reverted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Reverted & murmur.Reverted.$Shape} Reverted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Reverted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Reverted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.to = value;
                        else
                            delete message.to;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.lineage = value;
                        else
                            delete message.lineage;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Reverted message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Reverted
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Reverted} Reverted
         */
        Reverted.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Reverted)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Reverted: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Reverted();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.to != null)
                if ($Number(object.to) !== 0)
                    message.to = object.to >>> 0;
            if (object.lineage != null)
                if (object.lineage.length)
                    if (typeof object.lineage === "string")
                        $util.base64.decode(object.lineage, message.lineage = $util.newBuffer($util.base64.length(object.lineage)), 0);
                    else if (object.lineage.length >= 0)
                        message.lineage = object.lineage;
            return message;
        };

        /**
         * Creates a plain object from a Reverted message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Reverted
         * @static
         * @param {murmur.Reverted} message Reverted
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Reverted.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                object.to = 0;
                if (options.bytes === $String)
                    object.lineage = "";
                else {
                    object.lineage = [];
                    if (options.bytes !== $Array)
                        object.lineage = $util.newBuffer(object.lineage);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.to != null && $Object.hasOwnProperty.call(message, "to"))
                object.to = message.to;
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage"))
                object.lineage = options.bytes === $String ? $util.base64.encode(message.lineage, 0, message.lineage.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lineage) : message.lineage;
            return object;
        };

        /**
         * Converts this Reverted to JSON.
         * @function toJSON
         * @memberof murmur.Reverted
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Reverted.prototype.toJSON = function() {
            return Reverted.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Reverted
         * @function getTypeUrl
         * @memberof murmur.Reverted
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Reverted.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Reverted";
        };

        return Reverted;
    })();

    murmur.Restarted = (function() {

        /**
         * Properties of a Restarted.
         * @typedef {Object} murmur.Restarted.$Properties
         * @property {number|null} [step] Restarted step
         * @property {Uint8Array|null} [lineage] Restarted lineage
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Restarted.
         * @memberof murmur
         * @interface IRestarted
         * @augments murmur.Restarted.$Properties
         * @deprecated Use murmur.Restarted.$Properties instead.
         */

        /**
         * Shape of a Restarted.
         * @typedef {murmur.Restarted.$Properties} murmur.Restarted.$Shape
         */

        /**
         * Constructs a new Restarted.
         * @memberof murmur
         * @classdesc Represents a Restarted.
         * @constructor
         * @param {murmur.Restarted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Restarted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Restarted step.
         * @member {number} step
         * @memberof murmur.Restarted
         * @instance
         */
        Restarted.prototype.step = 0;

        /**
         * Restarted lineage.
         * @member {Uint8Array} lineage
         * @memberof murmur.Restarted
         * @instance
         */
        Restarted.prototype.lineage = $util.newBuffer([]);

        /**
         * Creates a new Restarted instance using the specified properties.
         * @function create
         * @memberof murmur.Restarted
         * @static
         * @param {murmur.Restarted.$Properties=} [properties] Properties to set
         * @returns {murmur.Restarted} Restarted instance
         * @type {{
         *   (properties: murmur.Restarted.$Shape): murmur.Restarted & murmur.Restarted.$Shape;
         *   (properties?: murmur.Restarted.$Properties): murmur.Restarted;
         * }}
         */
        Restarted.create = function(properties) {
            return new Restarted(properties);
        };

        /**
         * Encodes the specified Restarted message. Does not implicitly {@link murmur.Restarted.verify|verify} messages.
         * @function encode
         * @memberof murmur.Restarted
         * @static
         * @param {murmur.Restarted.$Properties} message Restarted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Restarted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.step);
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage") && message.lineage.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.lineage);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Restarted message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Restarted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Restarted & murmur.Restarted.$Shape} Restarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Restarted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Restarted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.step = value;
                        else
                            delete message.step;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.lineage = value;
                        else
                            delete message.lineage;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Restarted message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Restarted
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Restarted} Restarted
         */
        Restarted.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Restarted)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Restarted: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Restarted();
            if (object.step != null)
                if ($Number(object.step) !== 0)
                    message.step = object.step >>> 0;
            if (object.lineage != null)
                if (object.lineage.length)
                    if (typeof object.lineage === "string")
                        $util.base64.decode(object.lineage, message.lineage = $util.newBuffer($util.base64.length(object.lineage)), 0);
                    else if (object.lineage.length >= 0)
                        message.lineage = object.lineage;
            return message;
        };

        /**
         * Creates a plain object from a Restarted message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Restarted
         * @static
         * @param {murmur.Restarted} message Restarted
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Restarted.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.step = 0;
                if (options.bytes === $String)
                    object.lineage = "";
                else {
                    object.lineage = [];
                    if (options.bytes !== $Array)
                        object.lineage = $util.newBuffer(object.lineage);
                }
            }
            if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                object.step = message.step;
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage"))
                object.lineage = options.bytes === $String ? $util.base64.encode(message.lineage, 0, message.lineage.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lineage) : message.lineage;
            return object;
        };

        /**
         * Converts this Restarted to JSON.
         * @function toJSON
         * @memberof murmur.Restarted
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Restarted.prototype.toJSON = function() {
            return Restarted.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Restarted
         * @function getTypeUrl
         * @memberof murmur.Restarted
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Restarted.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Restarted";
        };

        return Restarted;
    })();

    murmur.CommandGiven = (function() {

        /**
         * Properties of a CommandGiven.
         * @typedef {Object} murmur.CommandGiven.$Properties
         * @property {number|null} [command] CommandGiven command
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CommandGiven.
         * @memberof murmur
         * @interface ICommandGiven
         * @augments murmur.CommandGiven.$Properties
         * @deprecated Use murmur.CommandGiven.$Properties instead.
         */

        /**
         * Shape of a CommandGiven.
         * @typedef {murmur.CommandGiven.$Properties} murmur.CommandGiven.$Shape
         */

        /**
         * Constructs a new CommandGiven.
         * @memberof murmur
         * @classdesc Represents a CommandGiven.
         * @constructor
         * @param {murmur.CommandGiven.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CommandGiven = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CommandGiven command.
         * @member {number} command
         * @memberof murmur.CommandGiven
         * @instance
         */
        CommandGiven.prototype.command = 0;

        /**
         * Creates a new CommandGiven instance using the specified properties.
         * @function create
         * @memberof murmur.CommandGiven
         * @static
         * @param {murmur.CommandGiven.$Properties=} [properties] Properties to set
         * @returns {murmur.CommandGiven} CommandGiven instance
         * @type {{
         *   (properties: murmur.CommandGiven.$Shape): murmur.CommandGiven & murmur.CommandGiven.$Shape;
         *   (properties?: murmur.CommandGiven.$Properties): murmur.CommandGiven;
         * }}
         */
        CommandGiven.create = function(properties) {
            return new CommandGiven(properties);
        };

        /**
         * Encodes the specified CommandGiven message. Does not implicitly {@link murmur.CommandGiven.verify|verify} messages.
         * @function encode
         * @memberof murmur.CommandGiven
         * @static
         * @param {murmur.CommandGiven.$Properties} message CommandGiven message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CommandGiven.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.command != null && $Object.hasOwnProperty.call(message, "command") && message.command !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.command);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CommandGiven message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.CommandGiven
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.CommandGiven & murmur.CommandGiven.$Shape} CommandGiven
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CommandGiven.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.CommandGiven();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.command = value;
                        else
                            delete message.command;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a CommandGiven message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.CommandGiven
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.CommandGiven} CommandGiven
         */
        CommandGiven.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.CommandGiven)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.CommandGiven: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.CommandGiven();
            if (object.command != null)
                if ($Number(object.command) !== 0)
                    message.command = object.command >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a CommandGiven message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.CommandGiven
         * @static
         * @param {murmur.CommandGiven} message CommandGiven
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        CommandGiven.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults)
                object.command = 0;
            if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
                object.command = message.command;
            return object;
        };

        /**
         * Converts this CommandGiven to JSON.
         * @function toJSON
         * @memberof murmur.CommandGiven
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        CommandGiven.prototype.toJSON = function() {
            return CommandGiven.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for CommandGiven
         * @function getTypeUrl
         * @memberof murmur.CommandGiven
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        CommandGiven.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.CommandGiven";
        };

        return CommandGiven;
    })();

    murmur.ChangeScheduled = (function() {

        /**
         * Properties of a ChangeScheduled.
         * @typedef {Object} murmur.ChangeScheduled.$Properties
         * @property {number|null} [round] ChangeScheduled round
         * @property {string|null} [config] ChangeScheduled config
         * @property {number|null} [kernel] ChangeScheduled kernel
         * @property {number|null} [protocol] ChangeScheduled protocol
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ChangeScheduled.
         * @memberof murmur
         * @interface IChangeScheduled
         * @augments murmur.ChangeScheduled.$Properties
         * @deprecated Use murmur.ChangeScheduled.$Properties instead.
         */

        /**
         * Shape of a ChangeScheduled.
         * @typedef {murmur.ChangeScheduled.$Properties} murmur.ChangeScheduled.$Shape
         */

        /**
         * Constructs a new ChangeScheduled.
         * @memberof murmur
         * @classdesc Represents a ChangeScheduled.
         * @constructor
         * @param {murmur.ChangeScheduled.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ChangeScheduled = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ChangeScheduled round.
         * @member {number} round
         * @memberof murmur.ChangeScheduled
         * @instance
         */
        ChangeScheduled.prototype.round = 0;

        /**
         * ChangeScheduled config.
         * @member {string} config
         * @memberof murmur.ChangeScheduled
         * @instance
         */
        ChangeScheduled.prototype.config = "";

        /**
         * ChangeScheduled kernel.
         * @member {number} kernel
         * @memberof murmur.ChangeScheduled
         * @instance
         */
        ChangeScheduled.prototype.kernel = 0;

        /**
         * ChangeScheduled protocol.
         * @member {number} protocol
         * @memberof murmur.ChangeScheduled
         * @instance
         */
        ChangeScheduled.prototype.protocol = 0;

        /**
         * Creates a new ChangeScheduled instance using the specified properties.
         * @function create
         * @memberof murmur.ChangeScheduled
         * @static
         * @param {murmur.ChangeScheduled.$Properties=} [properties] Properties to set
         * @returns {murmur.ChangeScheduled} ChangeScheduled instance
         * @type {{
         *   (properties: murmur.ChangeScheduled.$Shape): murmur.ChangeScheduled & murmur.ChangeScheduled.$Shape;
         *   (properties?: murmur.ChangeScheduled.$Properties): murmur.ChangeScheduled;
         * }}
         */
        ChangeScheduled.create = function(properties) {
            return new ChangeScheduled(properties);
        };

        /**
         * Encodes the specified ChangeScheduled message. Does not implicitly {@link murmur.ChangeScheduled.verify|verify} messages.
         * @function encode
         * @memberof murmur.ChangeScheduled
         * @static
         * @param {murmur.ChangeScheduled.$Properties} message ChangeScheduled message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ChangeScheduled.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.config != null && $Object.hasOwnProperty.call(message, "config") && message.config !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.config);
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.kernel);
            if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.protocol);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ChangeScheduled message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.ChangeScheduled
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.ChangeScheduled & murmur.ChangeScheduled.$Shape} ChangeScheduled
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ChangeScheduled.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.ChangeScheduled();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.config = value;
                        else
                            delete message.config;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kernel = value;
                        else
                            delete message.kernel;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.protocol = value;
                        else
                            delete message.protocol;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a ChangeScheduled message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.ChangeScheduled
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.ChangeScheduled} ChangeScheduled
         */
        ChangeScheduled.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.ChangeScheduled)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.ChangeScheduled: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.ChangeScheduled();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.config != null)
                if (typeof object.config !== "string" || object.config.length)
                    message.config = $String(object.config);
            if (object.kernel != null)
                if ($Number(object.kernel) !== 0)
                    message.kernel = object.kernel >>> 0;
            if (object.protocol != null)
                if ($Number(object.protocol) !== 0)
                    message.protocol = object.protocol >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a ChangeScheduled message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.ChangeScheduled
         * @static
         * @param {murmur.ChangeScheduled} message ChangeScheduled
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        ChangeScheduled.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                object.config = "";
                object.kernel = 0;
                object.protocol = 0;
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.config != null && $Object.hasOwnProperty.call(message, "config"))
                object.config = message.config;
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel"))
                object.kernel = message.kernel;
            if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                object.protocol = message.protocol;
            return object;
        };

        /**
         * Converts this ChangeScheduled to JSON.
         * @function toJSON
         * @memberof murmur.ChangeScheduled
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        ChangeScheduled.prototype.toJSON = function() {
            return ChangeScheduled.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for ChangeScheduled
         * @function getTypeUrl
         * @memberof murmur.ChangeScheduled
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        ChangeScheduled.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.ChangeScheduled";
        };

        return ChangeScheduled;
    })();

    murmur.Range = (function() {

        /**
         * Properties of a Range.
         * @typedef {Object} murmur.Range.$Properties
         * @property {number|null} [first] Range first
         * @property {number|null} [count] Range count
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Range.
         * @memberof murmur
         * @interface IRange
         * @augments murmur.Range.$Properties
         * @deprecated Use murmur.Range.$Properties instead.
         */

        /**
         * Shape of a Range.
         * @typedef {murmur.Range.$Properties} murmur.Range.$Shape
         */

        /**
         * Constructs a new Range.
         * @memberof murmur
         * @classdesc Represents a Range.
         * @constructor
         * @param {murmur.Range.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Range = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Range first.
         * @member {number} first
         * @memberof murmur.Range
         * @instance
         */
        Range.prototype.first = 0;

        /**
         * Range count.
         * @member {number} count
         * @memberof murmur.Range
         * @instance
         */
        Range.prototype.count = 0;

        /**
         * Creates a new Range instance using the specified properties.
         * @function create
         * @memberof murmur.Range
         * @static
         * @param {murmur.Range.$Properties=} [properties] Properties to set
         * @returns {murmur.Range} Range instance
         * @type {{
         *   (properties: murmur.Range.$Shape): murmur.Range & murmur.Range.$Shape;
         *   (properties?: murmur.Range.$Properties): murmur.Range;
         * }}
         */
        Range.create = function(properties) {
            return new Range(properties);
        };

        /**
         * Encodes the specified Range message. Does not implicitly {@link murmur.Range.verify|verify} messages.
         * @function encode
         * @memberof murmur.Range
         * @static
         * @param {murmur.Range.$Properties} message Range message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Range.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.first != null && $Object.hasOwnProperty.call(message, "first") && message.first !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.first);
            if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.count);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Range message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Range
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Range & murmur.Range.$Shape} Range
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Range.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Range();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.first = value;
                        else
                            delete message.first;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.count = value;
                        else
                            delete message.count;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Range message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Range
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Range} Range
         */
        Range.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Range)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Range: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Range();
            if (object.first != null)
                if ($Number(object.first) !== 0)
                    message.first = object.first >>> 0;
            if (object.count != null)
                if ($Number(object.count) !== 0)
                    message.count = object.count >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a Range message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Range
         * @static
         * @param {murmur.Range} message Range
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Range.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.first = 0;
                object.count = 0;
            }
            if (message.first != null && $Object.hasOwnProperty.call(message, "first"))
                object.first = message.first;
            if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                object.count = message.count;
            return object;
        };

        /**
         * Converts this Range to JSON.
         * @function toJSON
         * @memberof murmur.Range
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Range.prototype.toJSON = function() {
            return Range.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Range
         * @function getTypeUrl
         * @memberof murmur.Range
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Range.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Range";
        };

        return Range;
    })();

    murmur.CommitmentsClosed = (function() {

        /**
         * Properties of a CommitmentsClosed.
         * @typedef {Object} murmur.CommitmentsClosed.$Properties
         * @property {number|null} [round] CommitmentsClosed round
         * @property {Array.<Uint8Array>|null} [commitments] CommitmentsClosed commitments
         * @property {Array.<Uint8Array>|null} [lists] CommitmentsClosed lists
         * @property {Uint8Array|null} [preimage] CommitmentsClosed preimage
         * @property {Array.<number>|null} [tookMs] CommitmentsClosed tookMs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CommitmentsClosed.
         * @memberof murmur
         * @interface ICommitmentsClosed
         * @augments murmur.CommitmentsClosed.$Properties
         * @deprecated Use murmur.CommitmentsClosed.$Properties instead.
         */

        /**
         * Shape of a CommitmentsClosed.
         * @typedef {murmur.CommitmentsClosed.$Properties} murmur.CommitmentsClosed.$Shape
         */

        /**
         * Constructs a new CommitmentsClosed.
         * @memberof murmur
         * @classdesc Represents a CommitmentsClosed.
         * @constructor
         * @param {murmur.CommitmentsClosed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CommitmentsClosed = function (properties) {
            this.commitments = [];
            this.lists = [];
            this.tookMs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CommitmentsClosed round.
         * @member {number} round
         * @memberof murmur.CommitmentsClosed
         * @instance
         */
        CommitmentsClosed.prototype.round = 0;

        /**
         * CommitmentsClosed commitments.
         * @member {Array.<Uint8Array>} commitments
         * @memberof murmur.CommitmentsClosed
         * @instance
         */
        CommitmentsClosed.prototype.commitments = $util.emptyArray;

        /**
         * CommitmentsClosed lists.
         * @member {Array.<Uint8Array>} lists
         * @memberof murmur.CommitmentsClosed
         * @instance
         */
        CommitmentsClosed.prototype.lists = $util.emptyArray;

        /**
         * CommitmentsClosed preimage.
         * @member {Uint8Array} preimage
         * @memberof murmur.CommitmentsClosed
         * @instance
         */
        CommitmentsClosed.prototype.preimage = $util.newBuffer([]);

        /**
         * CommitmentsClosed tookMs.
         * @member {Array.<number>} tookMs
         * @memberof murmur.CommitmentsClosed
         * @instance
         */
        CommitmentsClosed.prototype.tookMs = $util.emptyArray;

        /**
         * Creates a new CommitmentsClosed instance using the specified properties.
         * @function create
         * @memberof murmur.CommitmentsClosed
         * @static
         * @param {murmur.CommitmentsClosed.$Properties=} [properties] Properties to set
         * @returns {murmur.CommitmentsClosed} CommitmentsClosed instance
         * @type {{
         *   (properties: murmur.CommitmentsClosed.$Shape): murmur.CommitmentsClosed & murmur.CommitmentsClosed.$Shape;
         *   (properties?: murmur.CommitmentsClosed.$Properties): murmur.CommitmentsClosed;
         * }}
         */
        CommitmentsClosed.create = function(properties) {
            return new CommitmentsClosed(properties);
        };

        /**
         * Encodes the specified CommitmentsClosed message. Does not implicitly {@link murmur.CommitmentsClosed.verify|verify} messages.
         * @function encode
         * @memberof murmur.CommitmentsClosed
         * @static
         * @param {murmur.CommitmentsClosed.$Properties} message CommitmentsClosed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CommitmentsClosed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.commitments != null && message.commitments.length)
                for (let i = 0; i < message.commitments.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.commitments[i]);
            if (message.lists != null && message.lists.length)
                for (let i = 0; i < message.lists.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.lists[i]);
            if (message.preimage != null && $Object.hasOwnProperty.call(message, "preimage") && message.preimage.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.preimage);
            if (message.tookMs != null && message.tookMs.length)
                writer.uint32(/* id 20, wireType 2 =*/162).uint32s(message.tookMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CommitmentsClosed message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.CommitmentsClosed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.CommitmentsClosed & murmur.CommitmentsClosed.$Shape} CommitmentsClosed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CommitmentsClosed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.CommitmentsClosed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.commitments && message.commitments.length))
                            message.commitments = [];
                        message.commitments.push(reader.bytes());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.lists && message.lists.length))
                            message.lists = [];
                        message.lists.push(reader.bytes());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.preimage = value;
                        else
                            delete message.preimage;
                        continue;
                    }
                case 20: {
                        if (wireType === 2) {
                            if (!(message.tookMs && message.tookMs.length))
                                message.tookMs = [];
                            reader.uint32s(message.tookMs);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.tookMs && message.tookMs.length))
                            message.tookMs = [];
                        message.tookMs.push(reader.uint32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a CommitmentsClosed message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.CommitmentsClosed
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.CommitmentsClosed} CommitmentsClosed
         */
        CommitmentsClosed.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.CommitmentsClosed)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.CommitmentsClosed: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.CommitmentsClosed();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.commitments) {
                if (!$Array.isArray(object.commitments))
                    throw $TypeError(".murmur.CommitmentsClosed.commitments: array expected");
                message.commitments = $Array(object.commitments.length);
                for (let i = 0; i < object.commitments.length; ++i)
                    if (typeof object.commitments[i] === "string")
                        $util.base64.decode(object.commitments[i], message.commitments[i] = $util.newBuffer($util.base64.length(object.commitments[i])), 0);
                    else if (object.commitments[i].length >= 0)
                        message.commitments[i] = object.commitments[i];
            }
            if (object.lists) {
                if (!$Array.isArray(object.lists))
                    throw $TypeError(".murmur.CommitmentsClosed.lists: array expected");
                message.lists = $Array(object.lists.length);
                for (let i = 0; i < object.lists.length; ++i)
                    if (typeof object.lists[i] === "string")
                        $util.base64.decode(object.lists[i], message.lists[i] = $util.newBuffer($util.base64.length(object.lists[i])), 0);
                    else if (object.lists[i].length >= 0)
                        message.lists[i] = object.lists[i];
            }
            if (object.preimage != null)
                if (object.preimage.length)
                    if (typeof object.preimage === "string")
                        $util.base64.decode(object.preimage, message.preimage = $util.newBuffer($util.base64.length(object.preimage)), 0);
                    else if (object.preimage.length >= 0)
                        message.preimage = object.preimage;
            if (object.tookMs) {
                if (!$Array.isArray(object.tookMs))
                    throw $TypeError(".murmur.CommitmentsClosed.tookMs: array expected");
                message.tookMs = $Array(object.tookMs.length);
                for (let i = 0; i < object.tookMs.length; ++i)
                    message.tookMs[i] = object.tookMs[i] >>> 0;
            }
            return message;
        };

        /**
         * Creates a plain object from a CommitmentsClosed message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.CommitmentsClosed
         * @static
         * @param {murmur.CommitmentsClosed} message CommitmentsClosed
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        CommitmentsClosed.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.commitments = [];
                object.lists = [];
                object.tookMs = [];
            }
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.preimage = "";
                else {
                    object.preimage = [];
                    if (options.bytes !== $Array)
                        object.preimage = $util.newBuffer(object.preimage);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.commitments && message.commitments.length) {
                object.commitments = $Array(message.commitments.length);
                for (let j = 0; j < message.commitments.length; ++j)
                    object.commitments[j] = options.bytes === $String ? $util.base64.encode(message.commitments[j], 0, message.commitments[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.commitments[j]) : message.commitments[j];
            }
            if (message.lists && message.lists.length) {
                object.lists = $Array(message.lists.length);
                for (let j = 0; j < message.lists.length; ++j)
                    object.lists[j] = options.bytes === $String ? $util.base64.encode(message.lists[j], 0, message.lists[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lists[j]) : message.lists[j];
            }
            if (message.preimage != null && $Object.hasOwnProperty.call(message, "preimage"))
                object.preimage = options.bytes === $String ? $util.base64.encode(message.preimage, 0, message.preimage.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.preimage) : message.preimage;
            if (message.tookMs && message.tookMs.length) {
                object.tookMs = $Array(message.tookMs.length);
                for (let j = 0; j < message.tookMs.length; ++j)
                    object.tookMs[j] = message.tookMs[j];
            }
            return object;
        };

        /**
         * Converts this CommitmentsClosed to JSON.
         * @function toJSON
         * @memberof murmur.CommitmentsClosed
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        CommitmentsClosed.prototype.toJSON = function() {
            return CommitmentsClosed.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for CommitmentsClosed
         * @function getTypeUrl
         * @memberof murmur.CommitmentsClosed
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        CommitmentsClosed.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.CommitmentsClosed";
        };

        return CommitmentsClosed;
    })();

    murmur.RoundClosed = (function() {

        /**
         * Properties of a RoundClosed.
         * @typedef {Object} murmur.RoundClosed.$Properties
         * @property {number|null} [round] RoundClosed round
         * @property {Array.<murmur.Accepted.$Properties>|null} [accepted] RoundClosed accepted
         * @property {Array.<murmur.Refused.$Properties>|null} [refused] RoundClosed refused
         * @property {Array.<Uint8Array>|null} [reports] RoundClosed reports
         * @property {Uint8Array|null} [lineage] RoundClosed lineage
         * @property {Uint8Array|null} [stateDigest] RoundClosed stateDigest
         * @property {number|null} [lossMicronats] RoundClosed lossMicronats
         * @property {Array.<murmur.Range.$Properties>|null} [returned] RoundClosed returned
         * @property {Array.<number>|null} [missed] RoundClosed missed
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RoundClosed.
         * @memberof murmur
         * @interface IRoundClosed
         * @augments murmur.RoundClosed.$Properties
         * @deprecated Use murmur.RoundClosed.$Properties instead.
         */

        /**
         * Shape of a RoundClosed.
         * @typedef {murmur.RoundClosed.$Properties} murmur.RoundClosed.$Shape
         */

        /**
         * Constructs a new RoundClosed.
         * @memberof murmur
         * @classdesc Represents a RoundClosed.
         * @constructor
         * @param {murmur.RoundClosed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RoundClosed = function (properties) {
            this.accepted = [];
            this.refused = [];
            this.reports = [];
            this.returned = [];
            this.missed = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RoundClosed round.
         * @member {number} round
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.round = 0;

        /**
         * RoundClosed accepted.
         * @member {Array.<murmur.Accepted.$Properties>} accepted
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.accepted = $util.emptyArray;

        /**
         * RoundClosed refused.
         * @member {Array.<murmur.Refused.$Properties>} refused
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.refused = $util.emptyArray;

        /**
         * RoundClosed reports.
         * @member {Array.<Uint8Array>} reports
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.reports = $util.emptyArray;

        /**
         * RoundClosed lineage.
         * @member {Uint8Array} lineage
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.lineage = $util.newBuffer([]);

        /**
         * RoundClosed stateDigest.
         * @member {Uint8Array} stateDigest
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.stateDigest = $util.newBuffer([]);

        /**
         * RoundClosed lossMicronats.
         * @member {number} lossMicronats
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.lossMicronats = 0;

        /**
         * RoundClosed returned.
         * @member {Array.<murmur.Range.$Properties>} returned
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.returned = $util.emptyArray;

        /**
         * RoundClosed missed.
         * @member {Array.<number>} missed
         * @memberof murmur.RoundClosed
         * @instance
         */
        RoundClosed.prototype.missed = $util.emptyArray;

        /**
         * Creates a new RoundClosed instance using the specified properties.
         * @function create
         * @memberof murmur.RoundClosed
         * @static
         * @param {murmur.RoundClosed.$Properties=} [properties] Properties to set
         * @returns {murmur.RoundClosed} RoundClosed instance
         * @type {{
         *   (properties: murmur.RoundClosed.$Shape): murmur.RoundClosed & murmur.RoundClosed.$Shape;
         *   (properties?: murmur.RoundClosed.$Properties): murmur.RoundClosed;
         * }}
         */
        RoundClosed.create = function(properties) {
            return new RoundClosed(properties);
        };

        /**
         * Encodes the specified RoundClosed message. Does not implicitly {@link murmur.RoundClosed.verify|verify} messages.
         * @function encode
         * @memberof murmur.RoundClosed
         * @static
         * @param {murmur.RoundClosed.$Properties} message RoundClosed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RoundClosed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.accepted != null && message.accepted.length)
                for (let i = 0; i < message.accepted.length; ++i)
                    $root.murmur.Accepted.encode(message.accepted[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.refused != null && message.refused.length)
                for (let i = 0; i < message.refused.length; ++i)
                    $root.murmur.Refused.encode(message.refused[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.reports != null && message.reports.length)
                for (let i = 0; i < message.reports.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.reports[i]);
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage") && message.lineage.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.lineage);
            if (message.stateDigest != null && $Object.hasOwnProperty.call(message, "stateDigest") && message.stateDigest.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.stateDigest);
            if (message.lossMicronats != null && $Object.hasOwnProperty.call(message, "lossMicronats") && message.lossMicronats !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.lossMicronats);
            if (message.returned != null && message.returned.length)
                for (let i = 0; i < message.returned.length; ++i)
                    $root.murmur.Range.encode(message.returned[i], writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
            if (message.missed != null && message.missed.length)
                writer.uint32(/* id 21, wireType 2 =*/170).uint32s(message.missed);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RoundClosed message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.RoundClosed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.RoundClosed & murmur.RoundClosed.$Shape} RoundClosed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RoundClosed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.RoundClosed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.accepted && message.accepted.length))
                            message.accepted = [];
                        message.accepted.push($root.murmur.Accepted.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.refused && message.refused.length))
                            message.refused = [];
                        message.refused.push($root.murmur.Refused.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.reports && message.reports.length))
                            message.reports = [];
                        message.reports.push(reader.bytes());
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.lineage = value;
                        else
                            delete message.lineage;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.stateDigest = value;
                        else
                            delete message.stateDigest;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.lossMicronats = value;
                        else
                            delete message.lossMicronats;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if (!(message.returned && message.returned.length))
                            message.returned = [];
                        message.returned.push($root.murmur.Range.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 21: {
                        if (wireType === 2) {
                            if (!(message.missed && message.missed.length))
                                message.missed = [];
                            reader.uint32s(message.missed);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.missed && message.missed.length))
                            message.missed = [];
                        message.missed.push(reader.uint32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a RoundClosed message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.RoundClosed
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.RoundClosed} RoundClosed
         */
        RoundClosed.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.RoundClosed)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.RoundClosed: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.RoundClosed();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.accepted) {
                if (!$Array.isArray(object.accepted))
                    throw $TypeError(".murmur.RoundClosed.accepted: array expected");
                message.accepted = $Array(object.accepted.length);
                for (let i = 0; i < object.accepted.length; ++i) {
                    if (!$util.isObject(object.accepted[i]))
                        throw $TypeError(".murmur.RoundClosed.accepted: object expected");
                    message.accepted[i] = $root.murmur.Accepted.fromObject(object.accepted[i], _depth + 1);
                }
            }
            if (object.refused) {
                if (!$Array.isArray(object.refused))
                    throw $TypeError(".murmur.RoundClosed.refused: array expected");
                message.refused = $Array(object.refused.length);
                for (let i = 0; i < object.refused.length; ++i) {
                    if (!$util.isObject(object.refused[i]))
                        throw $TypeError(".murmur.RoundClosed.refused: object expected");
                    message.refused[i] = $root.murmur.Refused.fromObject(object.refused[i], _depth + 1);
                }
            }
            if (object.reports) {
                if (!$Array.isArray(object.reports))
                    throw $TypeError(".murmur.RoundClosed.reports: array expected");
                message.reports = $Array(object.reports.length);
                for (let i = 0; i < object.reports.length; ++i)
                    if (typeof object.reports[i] === "string")
                        $util.base64.decode(object.reports[i], message.reports[i] = $util.newBuffer($util.base64.length(object.reports[i])), 0);
                    else if (object.reports[i].length >= 0)
                        message.reports[i] = object.reports[i];
            }
            if (object.lineage != null)
                if (object.lineage.length)
                    if (typeof object.lineage === "string")
                        $util.base64.decode(object.lineage, message.lineage = $util.newBuffer($util.base64.length(object.lineage)), 0);
                    else if (object.lineage.length >= 0)
                        message.lineage = object.lineage;
            if (object.stateDigest != null)
                if (object.stateDigest.length)
                    if (typeof object.stateDigest === "string")
                        $util.base64.decode(object.stateDigest, message.stateDigest = $util.newBuffer($util.base64.length(object.stateDigest)), 0);
                    else if (object.stateDigest.length >= 0)
                        message.stateDigest = object.stateDigest;
            if (object.lossMicronats != null)
                if ($Number(object.lossMicronats) !== 0)
                    message.lossMicronats = object.lossMicronats >>> 0;
            if (object.returned) {
                if (!$Array.isArray(object.returned))
                    throw $TypeError(".murmur.RoundClosed.returned: array expected");
                message.returned = $Array(object.returned.length);
                for (let i = 0; i < object.returned.length; ++i) {
                    if (!$util.isObject(object.returned[i]))
                        throw $TypeError(".murmur.RoundClosed.returned: object expected");
                    message.returned[i] = $root.murmur.Range.fromObject(object.returned[i], _depth + 1);
                }
            }
            if (object.missed) {
                if (!$Array.isArray(object.missed))
                    throw $TypeError(".murmur.RoundClosed.missed: array expected");
                message.missed = $Array(object.missed.length);
                for (let i = 0; i < object.missed.length; ++i)
                    message.missed[i] = object.missed[i] >>> 0;
            }
            return message;
        };

        /**
         * Creates a plain object from a RoundClosed message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.RoundClosed
         * @static
         * @param {murmur.RoundClosed} message RoundClosed
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        RoundClosed.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.accepted = [];
                object.refused = [];
                object.reports = [];
                object.returned = [];
                object.missed = [];
            }
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.lineage = "";
                else {
                    object.lineage = [];
                    if (options.bytes !== $Array)
                        object.lineage = $util.newBuffer(object.lineage);
                }
                if (options.bytes === $String)
                    object.stateDigest = "";
                else {
                    object.stateDigest = [];
                    if (options.bytes !== $Array)
                        object.stateDigest = $util.newBuffer(object.stateDigest);
                }
                object.lossMicronats = 0;
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.accepted && message.accepted.length) {
                object.accepted = $Array(message.accepted.length);
                for (let j = 0; j < message.accepted.length; ++j)
                    object.accepted[j] = $root.murmur.Accepted.toObject(message.accepted[j], options, _depth + 1);
            }
            if (message.refused && message.refused.length) {
                object.refused = $Array(message.refused.length);
                for (let j = 0; j < message.refused.length; ++j)
                    object.refused[j] = $root.murmur.Refused.toObject(message.refused[j], options, _depth + 1);
            }
            if (message.reports && message.reports.length) {
                object.reports = $Array(message.reports.length);
                for (let j = 0; j < message.reports.length; ++j)
                    object.reports[j] = options.bytes === $String ? $util.base64.encode(message.reports[j], 0, message.reports[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.reports[j]) : message.reports[j];
            }
            if (message.lineage != null && $Object.hasOwnProperty.call(message, "lineage"))
                object.lineage = options.bytes === $String ? $util.base64.encode(message.lineage, 0, message.lineage.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lineage) : message.lineage;
            if (message.stateDigest != null && $Object.hasOwnProperty.call(message, "stateDigest"))
                object.stateDigest = options.bytes === $String ? $util.base64.encode(message.stateDigest, 0, message.stateDigest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.stateDigest) : message.stateDigest;
            if (message.lossMicronats != null && $Object.hasOwnProperty.call(message, "lossMicronats"))
                object.lossMicronats = message.lossMicronats;
            if (message.returned && message.returned.length) {
                object.returned = $Array(message.returned.length);
                for (let j = 0; j < message.returned.length; ++j)
                    object.returned[j] = $root.murmur.Range.toObject(message.returned[j], options, _depth + 1);
            }
            if (message.missed && message.missed.length) {
                object.missed = $Array(message.missed.length);
                for (let j = 0; j < message.missed.length; ++j)
                    object.missed[j] = message.missed[j];
            }
            return object;
        };

        /**
         * Converts this RoundClosed to JSON.
         * @function toJSON
         * @memberof murmur.RoundClosed
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        RoundClosed.prototype.toJSON = function() {
            return RoundClosed.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for RoundClosed
         * @function getTypeUrl
         * @memberof murmur.RoundClosed
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        RoundClosed.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.RoundClosed";
        };

        return RoundClosed;
    })();

    murmur.Accepted = (function() {

        /**
         * Properties of an Accepted.
         * @typedef {Object} murmur.Accepted.$Properties
         * @property {number|null} [commitment] Accepted commitment
         * @property {number|null} [weight] Accepted weight
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Accepted.
         * @memberof murmur
         * @interface IAccepted
         * @augments murmur.Accepted.$Properties
         * @deprecated Use murmur.Accepted.$Properties instead.
         */

        /**
         * Shape of an Accepted.
         * @typedef {murmur.Accepted.$Properties} murmur.Accepted.$Shape
         */

        /**
         * Constructs a new Accepted.
         * @memberof murmur
         * @classdesc Represents an Accepted.
         * @constructor
         * @param {murmur.Accepted.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Accepted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Accepted commitment.
         * @member {number} commitment
         * @memberof murmur.Accepted
         * @instance
         */
        Accepted.prototype.commitment = 0;

        /**
         * Accepted weight.
         * @member {number} weight
         * @memberof murmur.Accepted
         * @instance
         */
        Accepted.prototype.weight = 0;

        /**
         * Creates a new Accepted instance using the specified properties.
         * @function create
         * @memberof murmur.Accepted
         * @static
         * @param {murmur.Accepted.$Properties=} [properties] Properties to set
         * @returns {murmur.Accepted} Accepted instance
         * @type {{
         *   (properties: murmur.Accepted.$Shape): murmur.Accepted & murmur.Accepted.$Shape;
         *   (properties?: murmur.Accepted.$Properties): murmur.Accepted;
         * }}
         */
        Accepted.create = function(properties) {
            return new Accepted(properties);
        };

        /**
         * Encodes the specified Accepted message. Does not implicitly {@link murmur.Accepted.verify|verify} messages.
         * @function encode
         * @memberof murmur.Accepted
         * @static
         * @param {murmur.Accepted.$Properties} message Accepted message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Accepted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.commitment != null && $Object.hasOwnProperty.call(message, "commitment") && message.commitment !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.commitment);
            if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && message.weight !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.weight);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Accepted message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Accepted
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Accepted & murmur.Accepted.$Shape} Accepted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Accepted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Accepted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.commitment = value;
                        else
                            delete message.commitment;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.weight = value;
                        else
                            delete message.weight;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an Accepted message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Accepted
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Accepted} Accepted
         */
        Accepted.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Accepted)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Accepted: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Accepted();
            if (object.commitment != null)
                if ($Number(object.commitment) !== 0)
                    message.commitment = object.commitment >>> 0;
            if (object.weight != null)
                if ($Number(object.weight) !== 0)
                    message.weight = object.weight >>> 0;
            return message;
        };

        /**
         * Creates a plain object from an Accepted message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Accepted
         * @static
         * @param {murmur.Accepted} message Accepted
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Accepted.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.commitment = 0;
                object.weight = 0;
            }
            if (message.commitment != null && $Object.hasOwnProperty.call(message, "commitment"))
                object.commitment = message.commitment;
            if (message.weight != null && $Object.hasOwnProperty.call(message, "weight"))
                object.weight = message.weight;
            return object;
        };

        /**
         * Converts this Accepted to JSON.
         * @function toJSON
         * @memberof murmur.Accepted
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Accepted.prototype.toJSON = function() {
            return Accepted.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Accepted
         * @function getTypeUrl
         * @memberof murmur.Accepted
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Accepted.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Accepted";
        };

        return Accepted;
    })();

    murmur.Refused = (function() {

        /**
         * Properties of a Refused.
         * @typedef {Object} murmur.Refused.$Properties
         * @property {number|null} [commitment] Refused commitment
         * @property {string|null} [code] Refused code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Refused.
         * @memberof murmur
         * @interface IRefused
         * @augments murmur.Refused.$Properties
         * @deprecated Use murmur.Refused.$Properties instead.
         */

        /**
         * Shape of a Refused.
         * @typedef {murmur.Refused.$Properties} murmur.Refused.$Shape
         */

        /**
         * Constructs a new Refused.
         * @memberof murmur
         * @classdesc Represents a Refused.
         * @constructor
         * @param {murmur.Refused.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Refused = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Refused commitment.
         * @member {number} commitment
         * @memberof murmur.Refused
         * @instance
         */
        Refused.prototype.commitment = 0;

        /**
         * Refused code.
         * @member {string} code
         * @memberof murmur.Refused
         * @instance
         */
        Refused.prototype.code = "";

        /**
         * Creates a new Refused instance using the specified properties.
         * @function create
         * @memberof murmur.Refused
         * @static
         * @param {murmur.Refused.$Properties=} [properties] Properties to set
         * @returns {murmur.Refused} Refused instance
         * @type {{
         *   (properties: murmur.Refused.$Shape): murmur.Refused & murmur.Refused.$Shape;
         *   (properties?: murmur.Refused.$Properties): murmur.Refused;
         * }}
         */
        Refused.create = function(properties) {
            return new Refused(properties);
        };

        /**
         * Encodes the specified Refused message. Does not implicitly {@link murmur.Refused.verify|verify} messages.
         * @function encode
         * @memberof murmur.Refused
         * @static
         * @param {murmur.Refused.$Properties} message Refused message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Refused.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.commitment != null && $Object.hasOwnProperty.call(message, "commitment") && message.commitment !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.commitment);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Refused message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Refused
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Refused & murmur.Refused.$Shape} Refused
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Refused.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Refused();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.commitment = value;
                        else
                            delete message.commitment;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Refused message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Refused
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Refused} Refused
         */
        Refused.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Refused)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Refused: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Refused();
            if (object.commitment != null)
                if ($Number(object.commitment) !== 0)
                    message.commitment = object.commitment >>> 0;
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            return message;
        };

        /**
         * Creates a plain object from a Refused message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Refused
         * @static
         * @param {murmur.Refused} message Refused
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Refused.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.commitment = 0;
                object.code = "";
            }
            if (message.commitment != null && $Object.hasOwnProperty.call(message, "commitment"))
                object.commitment = message.commitment;
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            return object;
        };

        /**
         * Converts this Refused to JSON.
         * @function toJSON
         * @memberof murmur.Refused
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Refused.prototype.toJSON = function() {
            return Refused.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Refused
         * @function getTypeUrl
         * @memberof murmur.Refused
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Refused.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Refused";
        };

        return Refused;
    })();

    murmur.RoundMerged = (function() {

        /**
         * Properties of a RoundMerged.
         * @typedef {Object} murmur.RoundMerged.$Properties
         * @property {number|null} [round] RoundMerged round
         * @property {Array.<Uint8Array>|null} [statements] RoundMerged statements
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RoundMerged.
         * @memberof murmur
         * @interface IRoundMerged
         * @augments murmur.RoundMerged.$Properties
         * @deprecated Use murmur.RoundMerged.$Properties instead.
         */

        /**
         * Shape of a RoundMerged.
         * @typedef {murmur.RoundMerged.$Properties} murmur.RoundMerged.$Shape
         */

        /**
         * Constructs a new RoundMerged.
         * @memberof murmur
         * @classdesc Represents a RoundMerged.
         * @constructor
         * @param {murmur.RoundMerged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RoundMerged = function (properties) {
            this.statements = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RoundMerged round.
         * @member {number} round
         * @memberof murmur.RoundMerged
         * @instance
         */
        RoundMerged.prototype.round = 0;

        /**
         * RoundMerged statements.
         * @member {Array.<Uint8Array>} statements
         * @memberof murmur.RoundMerged
         * @instance
         */
        RoundMerged.prototype.statements = $util.emptyArray;

        /**
         * Creates a new RoundMerged instance using the specified properties.
         * @function create
         * @memberof murmur.RoundMerged
         * @static
         * @param {murmur.RoundMerged.$Properties=} [properties] Properties to set
         * @returns {murmur.RoundMerged} RoundMerged instance
         * @type {{
         *   (properties: murmur.RoundMerged.$Shape): murmur.RoundMerged & murmur.RoundMerged.$Shape;
         *   (properties?: murmur.RoundMerged.$Properties): murmur.RoundMerged;
         * }}
         */
        RoundMerged.create = function(properties) {
            return new RoundMerged(properties);
        };

        /**
         * Encodes the specified RoundMerged message. Does not implicitly {@link murmur.RoundMerged.verify|verify} messages.
         * @function encode
         * @memberof murmur.RoundMerged
         * @static
         * @param {murmur.RoundMerged.$Properties} message RoundMerged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RoundMerged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.statements != null && message.statements.length)
                for (let i = 0; i < message.statements.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.statements[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RoundMerged message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.RoundMerged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.RoundMerged & murmur.RoundMerged.$Shape} RoundMerged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RoundMerged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.RoundMerged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.statements && message.statements.length))
                            message.statements = [];
                        message.statements.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a RoundMerged message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.RoundMerged
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.RoundMerged} RoundMerged
         */
        RoundMerged.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.RoundMerged)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.RoundMerged: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.RoundMerged();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.statements) {
                if (!$Array.isArray(object.statements))
                    throw $TypeError(".murmur.RoundMerged.statements: array expected");
                message.statements = $Array(object.statements.length);
                for (let i = 0; i < object.statements.length; ++i)
                    if (typeof object.statements[i] === "string")
                        $util.base64.decode(object.statements[i], message.statements[i] = $util.newBuffer($util.base64.length(object.statements[i])), 0);
                    else if (object.statements[i].length >= 0)
                        message.statements[i] = object.statements[i];
            }
            return message;
        };

        /**
         * Creates a plain object from a RoundMerged message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.RoundMerged
         * @static
         * @param {murmur.RoundMerged} message RoundMerged
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        RoundMerged.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.statements = [];
            if (options.defaults)
                object.round = 0;
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.statements && message.statements.length) {
                object.statements = $Array(message.statements.length);
                for (let j = 0; j < message.statements.length; ++j)
                    object.statements[j] = options.bytes === $String ? $util.base64.encode(message.statements[j], 0, message.statements[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.statements[j]) : message.statements[j];
            }
            return object;
        };

        /**
         * Converts this RoundMerged to JSON.
         * @function toJSON
         * @memberof murmur.RoundMerged
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        RoundMerged.prototype.toJSON = function() {
            return RoundMerged.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for RoundMerged
         * @function getTypeUrl
         * @memberof murmur.RoundMerged
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        RoundMerged.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.RoundMerged";
        };

        return RoundMerged;
    })();

    murmur.CheckpointMade = (function() {

        /**
         * Properties of a CheckpointMade.
         * @typedef {Object} murmur.CheckpointMade.$Properties
         * @property {number|null} [step] CheckpointMade step
         * @property {Uint8Array|null} [snapshotRoot] CheckpointMade snapshotRoot
         * @property {Uint8Array|null} [stateRoot] CheckpointMade stateRoot
         * @property {number|null} [retainedStep] CheckpointMade retainedStep
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CheckpointMade.
         * @memberof murmur
         * @interface ICheckpointMade
         * @augments murmur.CheckpointMade.$Properties
         * @deprecated Use murmur.CheckpointMade.$Properties instead.
         */

        /**
         * Shape of a CheckpointMade.
         * @typedef {murmur.CheckpointMade.$Properties} murmur.CheckpointMade.$Shape
         */

        /**
         * Constructs a new CheckpointMade.
         * @memberof murmur
         * @classdesc Represents a CheckpointMade.
         * @constructor
         * @param {murmur.CheckpointMade.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CheckpointMade = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CheckpointMade step.
         * @member {number} step
         * @memberof murmur.CheckpointMade
         * @instance
         */
        CheckpointMade.prototype.step = 0;

        /**
         * CheckpointMade snapshotRoot.
         * @member {Uint8Array} snapshotRoot
         * @memberof murmur.CheckpointMade
         * @instance
         */
        CheckpointMade.prototype.snapshotRoot = $util.newBuffer([]);

        /**
         * CheckpointMade stateRoot.
         * @member {Uint8Array} stateRoot
         * @memberof murmur.CheckpointMade
         * @instance
         */
        CheckpointMade.prototype.stateRoot = $util.newBuffer([]);

        /**
         * CheckpointMade retainedStep.
         * @member {number} retainedStep
         * @memberof murmur.CheckpointMade
         * @instance
         */
        CheckpointMade.prototype.retainedStep = 0;

        /**
         * Creates a new CheckpointMade instance using the specified properties.
         * @function create
         * @memberof murmur.CheckpointMade
         * @static
         * @param {murmur.CheckpointMade.$Properties=} [properties] Properties to set
         * @returns {murmur.CheckpointMade} CheckpointMade instance
         * @type {{
         *   (properties: murmur.CheckpointMade.$Shape): murmur.CheckpointMade & murmur.CheckpointMade.$Shape;
         *   (properties?: murmur.CheckpointMade.$Properties): murmur.CheckpointMade;
         * }}
         */
        CheckpointMade.create = function(properties) {
            return new CheckpointMade(properties);
        };

        /**
         * Encodes the specified CheckpointMade message. Does not implicitly {@link murmur.CheckpointMade.verify|verify} messages.
         * @function encode
         * @memberof murmur.CheckpointMade
         * @static
         * @param {murmur.CheckpointMade.$Properties} message CheckpointMade message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CheckpointMade.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.step);
            if (message.snapshotRoot != null && $Object.hasOwnProperty.call(message, "snapshotRoot") && message.snapshotRoot.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.snapshotRoot);
            if (message.stateRoot != null && $Object.hasOwnProperty.call(message, "stateRoot") && message.stateRoot.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.stateRoot);
            if (message.retainedStep != null && $Object.hasOwnProperty.call(message, "retainedStep") && message.retainedStep !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.retainedStep);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CheckpointMade message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.CheckpointMade
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.CheckpointMade & murmur.CheckpointMade.$Shape} CheckpointMade
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CheckpointMade.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.CheckpointMade();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.step = value;
                        else
                            delete message.step;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotRoot = value;
                        else
                            delete message.snapshotRoot;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.stateRoot = value;
                        else
                            delete message.stateRoot;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.retainedStep = value;
                        else
                            delete message.retainedStep;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a CheckpointMade message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.CheckpointMade
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.CheckpointMade} CheckpointMade
         */
        CheckpointMade.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.CheckpointMade)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.CheckpointMade: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.CheckpointMade();
            if (object.step != null)
                if ($Number(object.step) !== 0)
                    message.step = object.step >>> 0;
            if (object.snapshotRoot != null)
                if (object.snapshotRoot.length)
                    if (typeof object.snapshotRoot === "string")
                        $util.base64.decode(object.snapshotRoot, message.snapshotRoot = $util.newBuffer($util.base64.length(object.snapshotRoot)), 0);
                    else if (object.snapshotRoot.length >= 0)
                        message.snapshotRoot = object.snapshotRoot;
            if (object.stateRoot != null)
                if (object.stateRoot.length)
                    if (typeof object.stateRoot === "string")
                        $util.base64.decode(object.stateRoot, message.stateRoot = $util.newBuffer($util.base64.length(object.stateRoot)), 0);
                    else if (object.stateRoot.length >= 0)
                        message.stateRoot = object.stateRoot;
            if (object.retainedStep != null)
                if ($Number(object.retainedStep) !== 0)
                    message.retainedStep = object.retainedStep >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a CheckpointMade message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.CheckpointMade
         * @static
         * @param {murmur.CheckpointMade} message CheckpointMade
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        CheckpointMade.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.step = 0;
                if (options.bytes === $String)
                    object.snapshotRoot = "";
                else {
                    object.snapshotRoot = [];
                    if (options.bytes !== $Array)
                        object.snapshotRoot = $util.newBuffer(object.snapshotRoot);
                }
                if (options.bytes === $String)
                    object.stateRoot = "";
                else {
                    object.stateRoot = [];
                    if (options.bytes !== $Array)
                        object.stateRoot = $util.newBuffer(object.stateRoot);
                }
                object.retainedStep = 0;
            }
            if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                object.step = message.step;
            if (message.snapshotRoot != null && $Object.hasOwnProperty.call(message, "snapshotRoot"))
                object.snapshotRoot = options.bytes === $String ? $util.base64.encode(message.snapshotRoot, 0, message.snapshotRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.snapshotRoot) : message.snapshotRoot;
            if (message.stateRoot != null && $Object.hasOwnProperty.call(message, "stateRoot"))
                object.stateRoot = options.bytes === $String ? $util.base64.encode(message.stateRoot, 0, message.stateRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.stateRoot) : message.stateRoot;
            if (message.retainedStep != null && $Object.hasOwnProperty.call(message, "retainedStep"))
                object.retainedStep = message.retainedStep;
            return object;
        };

        /**
         * Converts this CheckpointMade to JSON.
         * @function toJSON
         * @memberof murmur.CheckpointMade
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        CheckpointMade.prototype.toJSON = function() {
            return CheckpointMade.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for CheckpointMade
         * @function getTypeUrl
         * @memberof murmur.CheckpointMade
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        CheckpointMade.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.CheckpointMade";
        };

        return CheckpointMade;
    })();

    murmur.SegmentArchived = (function() {

        /**
         * Properties of a SegmentArchived.
         * @typedef {Object} murmur.SegmentArchived.$Properties
         * @property {number|null} [from] SegmentArchived from
         * @property {number|null} [to] SegmentArchived to
         * @property {Uint8Array|null} [root] SegmentArchived root
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SegmentArchived.
         * @memberof murmur
         * @interface ISegmentArchived
         * @augments murmur.SegmentArchived.$Properties
         * @deprecated Use murmur.SegmentArchived.$Properties instead.
         */

        /**
         * Shape of a SegmentArchived.
         * @typedef {murmur.SegmentArchived.$Properties} murmur.SegmentArchived.$Shape
         */

        /**
         * Constructs a new SegmentArchived.
         * @memberof murmur
         * @classdesc Represents a SegmentArchived.
         * @constructor
         * @param {murmur.SegmentArchived.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SegmentArchived = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SegmentArchived from.
         * @member {number} from
         * @memberof murmur.SegmentArchived
         * @instance
         */
        SegmentArchived.prototype.from = 0;

        /**
         * SegmentArchived to.
         * @member {number} to
         * @memberof murmur.SegmentArchived
         * @instance
         */
        SegmentArchived.prototype.to = 0;

        /**
         * SegmentArchived root.
         * @member {Uint8Array} root
         * @memberof murmur.SegmentArchived
         * @instance
         */
        SegmentArchived.prototype.root = $util.newBuffer([]);

        /**
         * Creates a new SegmentArchived instance using the specified properties.
         * @function create
         * @memberof murmur.SegmentArchived
         * @static
         * @param {murmur.SegmentArchived.$Properties=} [properties] Properties to set
         * @returns {murmur.SegmentArchived} SegmentArchived instance
         * @type {{
         *   (properties: murmur.SegmentArchived.$Shape): murmur.SegmentArchived & murmur.SegmentArchived.$Shape;
         *   (properties?: murmur.SegmentArchived.$Properties): murmur.SegmentArchived;
         * }}
         */
        SegmentArchived.create = function(properties) {
            return new SegmentArchived(properties);
        };

        /**
         * Encodes the specified SegmentArchived message. Does not implicitly {@link murmur.SegmentArchived.verify|verify} messages.
         * @function encode
         * @memberof murmur.SegmentArchived
         * @static
         * @param {murmur.SegmentArchived.$Properties} message SegmentArchived message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SegmentArchived.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.from != null && $Object.hasOwnProperty.call(message, "from") && message.from !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.from);
            if (message.to != null && $Object.hasOwnProperty.call(message, "to") && message.to !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.to);
            if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.root);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SegmentArchived message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.SegmentArchived
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.SegmentArchived & murmur.SegmentArchived.$Shape} SegmentArchived
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SegmentArchived.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.SegmentArchived();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.from = value;
                        else
                            delete message.from;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.to = value;
                        else
                            delete message.to;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.root = value;
                        else
                            delete message.root;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a SegmentArchived message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.SegmentArchived
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.SegmentArchived} SegmentArchived
         */
        SegmentArchived.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.SegmentArchived)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.SegmentArchived: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.SegmentArchived();
            if (object.from != null)
                if ($Number(object.from) !== 0)
                    message.from = object.from >>> 0;
            if (object.to != null)
                if ($Number(object.to) !== 0)
                    message.to = object.to >>> 0;
            if (object.root != null)
                if (object.root.length)
                    if (typeof object.root === "string")
                        $util.base64.decode(object.root, message.root = $util.newBuffer($util.base64.length(object.root)), 0);
                    else if (object.root.length >= 0)
                        message.root = object.root;
            return message;
        };

        /**
         * Creates a plain object from a SegmentArchived message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.SegmentArchived
         * @static
         * @param {murmur.SegmentArchived} message SegmentArchived
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        SegmentArchived.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.from = 0;
                object.to = 0;
                if (options.bytes === $String)
                    object.root = "";
                else {
                    object.root = [];
                    if (options.bytes !== $Array)
                        object.root = $util.newBuffer(object.root);
                }
            }
            if (message.from != null && $Object.hasOwnProperty.call(message, "from"))
                object.from = message.from;
            if (message.to != null && $Object.hasOwnProperty.call(message, "to"))
                object.to = message.to;
            if (message.root != null && $Object.hasOwnProperty.call(message, "root"))
                object.root = options.bytes === $String ? $util.base64.encode(message.root, 0, message.root.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.root) : message.root;
            return object;
        };

        /**
         * Converts this SegmentArchived to JSON.
         * @function toJSON
         * @memberof murmur.SegmentArchived
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        SegmentArchived.prototype.toJSON = function() {
            return SegmentArchived.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for SegmentArchived
         * @function getTypeUrl
         * @memberof murmur.SegmentArchived
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        SegmentArchived.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.SegmentArchived";
        };

        return SegmentArchived;
    })();

    murmur.Answer = (function() {

        /**
         * Properties of an Answer.
         * @typedef {Object} murmur.Answer.$Properties
         * @property {string|null} [code] Answer code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Answer.
         * @memberof murmur
         * @interface IAnswer
         * @augments murmur.Answer.$Properties
         * @deprecated Use murmur.Answer.$Properties instead.
         */

        /**
         * Shape of an Answer.
         * @typedef {murmur.Answer.$Properties} murmur.Answer.$Shape
         */

        /**
         * Constructs a new Answer.
         * @memberof murmur
         * @classdesc Represents an Answer.
         * @constructor
         * @param {murmur.Answer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Answer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Answer code.
         * @member {string} code
         * @memberof murmur.Answer
         * @instance
         */
        Answer.prototype.code = "";

        /**
         * Creates a new Answer instance using the specified properties.
         * @function create
         * @memberof murmur.Answer
         * @static
         * @param {murmur.Answer.$Properties=} [properties] Properties to set
         * @returns {murmur.Answer} Answer instance
         * @type {{
         *   (properties: murmur.Answer.$Shape): murmur.Answer & murmur.Answer.$Shape;
         *   (properties?: murmur.Answer.$Properties): murmur.Answer;
         * }}
         */
        Answer.create = function(properties) {
            return new Answer(properties);
        };

        /**
         * Encodes the specified Answer message. Does not implicitly {@link murmur.Answer.verify|verify} messages.
         * @function encode
         * @memberof murmur.Answer
         * @static
         * @param {murmur.Answer.$Properties} message Answer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Answer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Answer message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.Answer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.Answer & murmur.Answer.$Shape} Answer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Answer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.Answer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an Answer message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.Answer
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.Answer} Answer
         */
        Answer.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.Answer)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.Answer: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.Answer();
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            return message;
        };

        /**
         * Creates a plain object from an Answer message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.Answer
         * @static
         * @param {murmur.Answer} message Answer
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Answer.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults)
                object.code = "";
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            return object;
        };

        /**
         * Converts this Answer to JSON.
         * @function toJSON
         * @memberof murmur.Answer
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Answer.prototype.toJSON = function() {
            return Answer.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for Answer
         * @function getTypeUrl
         * @memberof murmur.Answer
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        Answer.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.Answer";
        };

        return Answer;
    })();

    murmur.InfoAnswer = (function() {

        /**
         * Properties of an InfoAnswer.
         * @typedef {Object} murmur.InfoAnswer.$Properties
         * @property {Uint8Array|null} [firstEntry] InfoAnswer firstEntry
         * @property {number|null} [logLength] InfoAnswer logLength
         * @property {number|null} [kernel] InfoAnswer kernel
         * @property {number|null} [protocol] InfoAnswer protocol
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an InfoAnswer.
         * @memberof murmur
         * @interface IInfoAnswer
         * @augments murmur.InfoAnswer.$Properties
         * @deprecated Use murmur.InfoAnswer.$Properties instead.
         */

        /**
         * Shape of an InfoAnswer.
         * @typedef {murmur.InfoAnswer.$Properties} murmur.InfoAnswer.$Shape
         */

        /**
         * Constructs a new InfoAnswer.
         * @memberof murmur
         * @classdesc Represents an InfoAnswer.
         * @constructor
         * @param {murmur.InfoAnswer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const InfoAnswer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * InfoAnswer firstEntry.
         * @member {Uint8Array} firstEntry
         * @memberof murmur.InfoAnswer
         * @instance
         */
        InfoAnswer.prototype.firstEntry = $util.newBuffer([]);

        /**
         * InfoAnswer logLength.
         * @member {number} logLength
         * @memberof murmur.InfoAnswer
         * @instance
         */
        InfoAnswer.prototype.logLength = 0;

        /**
         * InfoAnswer kernel.
         * @member {number} kernel
         * @memberof murmur.InfoAnswer
         * @instance
         */
        InfoAnswer.prototype.kernel = 0;

        /**
         * InfoAnswer protocol.
         * @member {number} protocol
         * @memberof murmur.InfoAnswer
         * @instance
         */
        InfoAnswer.prototype.protocol = 0;

        /**
         * Creates a new InfoAnswer instance using the specified properties.
         * @function create
         * @memberof murmur.InfoAnswer
         * @static
         * @param {murmur.InfoAnswer.$Properties=} [properties] Properties to set
         * @returns {murmur.InfoAnswer} InfoAnswer instance
         * @type {{
         *   (properties: murmur.InfoAnswer.$Shape): murmur.InfoAnswer & murmur.InfoAnswer.$Shape;
         *   (properties?: murmur.InfoAnswer.$Properties): murmur.InfoAnswer;
         * }}
         */
        InfoAnswer.create = function(properties) {
            return new InfoAnswer(properties);
        };

        /**
         * Encodes the specified InfoAnswer message. Does not implicitly {@link murmur.InfoAnswer.verify|verify} messages.
         * @function encode
         * @memberof murmur.InfoAnswer
         * @static
         * @param {murmur.InfoAnswer.$Properties} message InfoAnswer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        InfoAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.firstEntry != null && $Object.hasOwnProperty.call(message, "firstEntry") && message.firstEntry.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.firstEntry);
            if (message.logLength != null && $Object.hasOwnProperty.call(message, "logLength") && message.logLength !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.logLength);
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.kernel);
            if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.protocol);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an InfoAnswer message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.InfoAnswer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.InfoAnswer & murmur.InfoAnswer.$Shape} InfoAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        InfoAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.InfoAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.firstEntry = value;
                        else
                            delete message.firstEntry;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.logLength = value;
                        else
                            delete message.logLength;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kernel = value;
                        else
                            delete message.kernel;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.protocol = value;
                        else
                            delete message.protocol;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates an InfoAnswer message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.InfoAnswer
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.InfoAnswer} InfoAnswer
         */
        InfoAnswer.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.InfoAnswer)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.InfoAnswer: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.InfoAnswer();
            if (object.firstEntry != null)
                if (object.firstEntry.length)
                    if (typeof object.firstEntry === "string")
                        $util.base64.decode(object.firstEntry, message.firstEntry = $util.newBuffer($util.base64.length(object.firstEntry)), 0);
                    else if (object.firstEntry.length >= 0)
                        message.firstEntry = object.firstEntry;
            if (object.logLength != null)
                if ($Number(object.logLength) !== 0)
                    message.logLength = object.logLength >>> 0;
            if (object.kernel != null)
                if ($Number(object.kernel) !== 0)
                    message.kernel = object.kernel >>> 0;
            if (object.protocol != null)
                if ($Number(object.protocol) !== 0)
                    message.protocol = object.protocol >>> 0;
            return message;
        };

        /**
         * Creates a plain object from an InfoAnswer message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.InfoAnswer
         * @static
         * @param {murmur.InfoAnswer} message InfoAnswer
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        InfoAnswer.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.firstEntry = "";
                else {
                    object.firstEntry = [];
                    if (options.bytes !== $Array)
                        object.firstEntry = $util.newBuffer(object.firstEntry);
                }
                object.logLength = 0;
                object.kernel = 0;
                object.protocol = 0;
            }
            if (message.firstEntry != null && $Object.hasOwnProperty.call(message, "firstEntry"))
                object.firstEntry = options.bytes === $String ? $util.base64.encode(message.firstEntry, 0, message.firstEntry.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.firstEntry) : message.firstEntry;
            if (message.logLength != null && $Object.hasOwnProperty.call(message, "logLength"))
                object.logLength = message.logLength;
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel"))
                object.kernel = message.kernel;
            if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                object.protocol = message.protocol;
            return object;
        };

        /**
         * Converts this InfoAnswer to JSON.
         * @function toJSON
         * @memberof murmur.InfoAnswer
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        InfoAnswer.prototype.toJSON = function() {
            return InfoAnswer.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for InfoAnswer
         * @function getTypeUrl
         * @memberof murmur.InfoAnswer
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        InfoAnswer.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.InfoAnswer";
        };

        return InfoAnswer;
    })();

    murmur.LogRequest = (function() {

        /**
         * Properties of a LogRequest.
         * @typedef {Object} murmur.LogRequest.$Properties
         * @property {number|null} [from] LogRequest from
         * @property {number|null} [limit] LogRequest limit
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LogRequest.
         * @memberof murmur
         * @interface ILogRequest
         * @augments murmur.LogRequest.$Properties
         * @deprecated Use murmur.LogRequest.$Properties instead.
         */

        /**
         * Shape of a LogRequest.
         * @typedef {murmur.LogRequest.$Properties} murmur.LogRequest.$Shape
         */

        /**
         * Constructs a new LogRequest.
         * @memberof murmur
         * @classdesc Represents a LogRequest.
         * @constructor
         * @param {murmur.LogRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LogRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LogRequest from.
         * @member {number} from
         * @memberof murmur.LogRequest
         * @instance
         */
        LogRequest.prototype.from = 0;

        /**
         * LogRequest limit.
         * @member {number} limit
         * @memberof murmur.LogRequest
         * @instance
         */
        LogRequest.prototype.limit = 0;

        /**
         * Creates a new LogRequest instance using the specified properties.
         * @function create
         * @memberof murmur.LogRequest
         * @static
         * @param {murmur.LogRequest.$Properties=} [properties] Properties to set
         * @returns {murmur.LogRequest} LogRequest instance
         * @type {{
         *   (properties: murmur.LogRequest.$Shape): murmur.LogRequest & murmur.LogRequest.$Shape;
         *   (properties?: murmur.LogRequest.$Properties): murmur.LogRequest;
         * }}
         */
        LogRequest.create = function(properties) {
            return new LogRequest(properties);
        };

        /**
         * Encodes the specified LogRequest message. Does not implicitly {@link murmur.LogRequest.verify|verify} messages.
         * @function encode
         * @memberof murmur.LogRequest
         * @static
         * @param {murmur.LogRequest.$Properties} message LogRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LogRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.from != null && $Object.hasOwnProperty.call(message, "from") && message.from !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.from);
            if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.limit);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LogRequest message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.LogRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.LogRequest & murmur.LogRequest.$Shape} LogRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LogRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.LogRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.from = value;
                        else
                            delete message.from;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.limit = value;
                        else
                            delete message.limit;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a LogRequest message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.LogRequest
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.LogRequest} LogRequest
         */
        LogRequest.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.LogRequest)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.LogRequest: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.LogRequest();
            if (object.from != null)
                if ($Number(object.from) !== 0)
                    message.from = object.from >>> 0;
            if (object.limit != null)
                if ($Number(object.limit) !== 0)
                    message.limit = object.limit >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a LogRequest message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.LogRequest
         * @static
         * @param {murmur.LogRequest} message LogRequest
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        LogRequest.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.from = 0;
                object.limit = 0;
            }
            if (message.from != null && $Object.hasOwnProperty.call(message, "from"))
                object.from = message.from;
            if (message.limit != null && $Object.hasOwnProperty.call(message, "limit"))
                object.limit = message.limit;
            return object;
        };

        /**
         * Converts this LogRequest to JSON.
         * @function toJSON
         * @memberof murmur.LogRequest
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        LogRequest.prototype.toJSON = function() {
            return LogRequest.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for LogRequest
         * @function getTypeUrl
         * @memberof murmur.LogRequest
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        LogRequest.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.LogRequest";
        };

        return LogRequest;
    })();

    murmur.LogAnswer = (function() {

        /**
         * Properties of a LogAnswer.
         * @typedef {Object} murmur.LogAnswer.$Properties
         * @property {Array.<Uint8Array>|null} [envelopes] LogAnswer envelopes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LogAnswer.
         * @memberof murmur
         * @interface ILogAnswer
         * @augments murmur.LogAnswer.$Properties
         * @deprecated Use murmur.LogAnswer.$Properties instead.
         */

        /**
         * Shape of a LogAnswer.
         * @typedef {murmur.LogAnswer.$Properties} murmur.LogAnswer.$Shape
         */

        /**
         * Constructs a new LogAnswer.
         * @memberof murmur
         * @classdesc Represents a LogAnswer.
         * @constructor
         * @param {murmur.LogAnswer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LogAnswer = function (properties) {
            this.envelopes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LogAnswer envelopes.
         * @member {Array.<Uint8Array>} envelopes
         * @memberof murmur.LogAnswer
         * @instance
         */
        LogAnswer.prototype.envelopes = $util.emptyArray;

        /**
         * Creates a new LogAnswer instance using the specified properties.
         * @function create
         * @memberof murmur.LogAnswer
         * @static
         * @param {murmur.LogAnswer.$Properties=} [properties] Properties to set
         * @returns {murmur.LogAnswer} LogAnswer instance
         * @type {{
         *   (properties: murmur.LogAnswer.$Shape): murmur.LogAnswer & murmur.LogAnswer.$Shape;
         *   (properties?: murmur.LogAnswer.$Properties): murmur.LogAnswer;
         * }}
         */
        LogAnswer.create = function(properties) {
            return new LogAnswer(properties);
        };

        /**
         * Encodes the specified LogAnswer message. Does not implicitly {@link murmur.LogAnswer.verify|verify} messages.
         * @function encode
         * @memberof murmur.LogAnswer
         * @static
         * @param {murmur.LogAnswer.$Properties} message LogAnswer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LogAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.envelopes != null && message.envelopes.length)
                for (let i = 0; i < message.envelopes.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.envelopes[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LogAnswer message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.LogAnswer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.LogAnswer & murmur.LogAnswer.$Shape} LogAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LogAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.LogAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.envelopes && message.envelopes.length))
                            message.envelopes = [];
                        message.envelopes.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a LogAnswer message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.LogAnswer
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.LogAnswer} LogAnswer
         */
        LogAnswer.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.LogAnswer)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.LogAnswer: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.LogAnswer();
            if (object.envelopes) {
                if (!$Array.isArray(object.envelopes))
                    throw $TypeError(".murmur.LogAnswer.envelopes: array expected");
                message.envelopes = $Array(object.envelopes.length);
                for (let i = 0; i < object.envelopes.length; ++i)
                    if (typeof object.envelopes[i] === "string")
                        $util.base64.decode(object.envelopes[i], message.envelopes[i] = $util.newBuffer($util.base64.length(object.envelopes[i])), 0);
                    else if (object.envelopes[i].length >= 0)
                        message.envelopes[i] = object.envelopes[i];
            }
            return message;
        };

        /**
         * Creates a plain object from a LogAnswer message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.LogAnswer
         * @static
         * @param {murmur.LogAnswer} message LogAnswer
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        LogAnswer.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.envelopes = [];
            if (message.envelopes && message.envelopes.length) {
                object.envelopes = $Array(message.envelopes.length);
                for (let j = 0; j < message.envelopes.length; ++j)
                    object.envelopes[j] = options.bytes === $String ? $util.base64.encode(message.envelopes[j], 0, message.envelopes[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.envelopes[j]) : message.envelopes[j];
            }
            return object;
        };

        /**
         * Converts this LogAnswer to JSON.
         * @function toJSON
         * @memberof murmur.LogAnswer
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        LogAnswer.prototype.toJSON = function() {
            return LogAnswer.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for LogAnswer
         * @function getTypeUrl
         * @memberof murmur.LogAnswer
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        LogAnswer.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.LogAnswer";
        };

        return LogAnswer;
    })();

    murmur.BlobRequest = (function() {

        /**
         * Properties of a BlobRequest.
         * @typedef {Object} murmur.BlobRequest.$Properties
         * @property {Uint8Array|null} [root] BlobRequest root
         * @property {number|null} [piece] BlobRequest piece
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BlobRequest.
         * @memberof murmur
         * @interface IBlobRequest
         * @augments murmur.BlobRequest.$Properties
         * @deprecated Use murmur.BlobRequest.$Properties instead.
         */

        /**
         * Shape of a BlobRequest.
         * @typedef {murmur.BlobRequest.$Properties} murmur.BlobRequest.$Shape
         */

        /**
         * Constructs a new BlobRequest.
         * @memberof murmur
         * @classdesc Represents a BlobRequest.
         * @constructor
         * @param {murmur.BlobRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BlobRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BlobRequest root.
         * @member {Uint8Array} root
         * @memberof murmur.BlobRequest
         * @instance
         */
        BlobRequest.prototype.root = $util.newBuffer([]);

        /**
         * BlobRequest piece.
         * @member {number} piece
         * @memberof murmur.BlobRequest
         * @instance
         */
        BlobRequest.prototype.piece = 0;

        /**
         * Creates a new BlobRequest instance using the specified properties.
         * @function create
         * @memberof murmur.BlobRequest
         * @static
         * @param {murmur.BlobRequest.$Properties=} [properties] Properties to set
         * @returns {murmur.BlobRequest} BlobRequest instance
         * @type {{
         *   (properties: murmur.BlobRequest.$Shape): murmur.BlobRequest & murmur.BlobRequest.$Shape;
         *   (properties?: murmur.BlobRequest.$Properties): murmur.BlobRequest;
         * }}
         */
        BlobRequest.create = function(properties) {
            return new BlobRequest(properties);
        };

        /**
         * Encodes the specified BlobRequest message. Does not implicitly {@link murmur.BlobRequest.verify|verify} messages.
         * @function encode
         * @memberof murmur.BlobRequest
         * @static
         * @param {murmur.BlobRequest.$Properties} message BlobRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BlobRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.root);
            if (message.piece != null && $Object.hasOwnProperty.call(message, "piece") && message.piece !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.piece);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BlobRequest message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.BlobRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.BlobRequest & murmur.BlobRequest.$Shape} BlobRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BlobRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.BlobRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.root = value;
                        else
                            delete message.root;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.piece = value;
                        else
                            delete message.piece;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a BlobRequest message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.BlobRequest
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.BlobRequest} BlobRequest
         */
        BlobRequest.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.BlobRequest)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.BlobRequest: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.BlobRequest();
            if (object.root != null)
                if (object.root.length)
                    if (typeof object.root === "string")
                        $util.base64.decode(object.root, message.root = $util.newBuffer($util.base64.length(object.root)), 0);
                    else if (object.root.length >= 0)
                        message.root = object.root;
            if (object.piece != null)
                if ($Number(object.piece) !== 0)
                    message.piece = object.piece >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a BlobRequest message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.BlobRequest
         * @static
         * @param {murmur.BlobRequest} message BlobRequest
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        BlobRequest.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.root = "";
                else {
                    object.root = [];
                    if (options.bytes !== $Array)
                        object.root = $util.newBuffer(object.root);
                }
                object.piece = 0;
            }
            if (message.root != null && $Object.hasOwnProperty.call(message, "root"))
                object.root = options.bytes === $String ? $util.base64.encode(message.root, 0, message.root.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.root) : message.root;
            if (message.piece != null && $Object.hasOwnProperty.call(message, "piece"))
                object.piece = message.piece;
            return object;
        };

        /**
         * Converts this BlobRequest to JSON.
         * @function toJSON
         * @memberof murmur.BlobRequest
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        BlobRequest.prototype.toJSON = function() {
            return BlobRequest.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for BlobRequest
         * @function getTypeUrl
         * @memberof murmur.BlobRequest
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        BlobRequest.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.BlobRequest";
        };

        return BlobRequest;
    })();

    murmur.BlobAnswer = (function() {

        /**
         * Properties of a BlobAnswer.
         * @typedef {Object} murmur.BlobAnswer.$Properties
         * @property {boolean|null} [found] BlobAnswer found
         * @property {Uint8Array|null} [bytes] BlobAnswer bytes
         * @property {number|null} [blobBytes] BlobAnswer blobBytes
         * @property {Uint8Array|null} [treeRoot] BlobAnswer treeRoot
         * @property {Array.<Uint8Array>|null} [proof] BlobAnswer proof
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BlobAnswer.
         * @memberof murmur
         * @interface IBlobAnswer
         * @augments murmur.BlobAnswer.$Properties
         * @deprecated Use murmur.BlobAnswer.$Properties instead.
         */

        /**
         * Shape of a BlobAnswer.
         * @typedef {murmur.BlobAnswer.$Properties} murmur.BlobAnswer.$Shape
         */

        /**
         * Constructs a new BlobAnswer.
         * @memberof murmur
         * @classdesc Represents a BlobAnswer.
         * @constructor
         * @param {murmur.BlobAnswer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BlobAnswer = function (properties) {
            this.proof = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BlobAnswer found.
         * @member {boolean} found
         * @memberof murmur.BlobAnswer
         * @instance
         */
        BlobAnswer.prototype.found = false;

        /**
         * BlobAnswer bytes.
         * @member {Uint8Array} bytes
         * @memberof murmur.BlobAnswer
         * @instance
         */
        BlobAnswer.prototype.bytes = $util.newBuffer([]);

        /**
         * BlobAnswer blobBytes.
         * @member {number} blobBytes
         * @memberof murmur.BlobAnswer
         * @instance
         */
        BlobAnswer.prototype.blobBytes = 0;

        /**
         * BlobAnswer treeRoot.
         * @member {Uint8Array} treeRoot
         * @memberof murmur.BlobAnswer
         * @instance
         */
        BlobAnswer.prototype.treeRoot = $util.newBuffer([]);

        /**
         * BlobAnswer proof.
         * @member {Array.<Uint8Array>} proof
         * @memberof murmur.BlobAnswer
         * @instance
         */
        BlobAnswer.prototype.proof = $util.emptyArray;

        /**
         * Creates a new BlobAnswer instance using the specified properties.
         * @function create
         * @memberof murmur.BlobAnswer
         * @static
         * @param {murmur.BlobAnswer.$Properties=} [properties] Properties to set
         * @returns {murmur.BlobAnswer} BlobAnswer instance
         * @type {{
         *   (properties: murmur.BlobAnswer.$Shape): murmur.BlobAnswer & murmur.BlobAnswer.$Shape;
         *   (properties?: murmur.BlobAnswer.$Properties): murmur.BlobAnswer;
         * }}
         */
        BlobAnswer.create = function(properties) {
            return new BlobAnswer(properties);
        };

        /**
         * Encodes the specified BlobAnswer message. Does not implicitly {@link murmur.BlobAnswer.verify|verify} messages.
         * @function encode
         * @memberof murmur.BlobAnswer
         * @static
         * @param {murmur.BlobAnswer.$Properties} message BlobAnswer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BlobAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.found != null && $Object.hasOwnProperty.call(message, "found") && message.found !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.found);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.bytes);
            if (message.blobBytes != null && $Object.hasOwnProperty.call(message, "blobBytes") && message.blobBytes !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.blobBytes);
            if (message.treeRoot != null && $Object.hasOwnProperty.call(message, "treeRoot") && message.treeRoot.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.treeRoot);
            if (message.proof != null && message.proof.length)
                for (let i = 0; i < message.proof.length; ++i)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.proof[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BlobAnswer message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.BlobAnswer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.BlobAnswer & murmur.BlobAnswer.$Shape} BlobAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BlobAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.BlobAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.found = value;
                        else
                            delete message.found;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.blobBytes = value;
                        else
                            delete message.blobBytes;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.treeRoot = value;
                        else
                            delete message.treeRoot;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.proof && message.proof.length))
                            message.proof = [];
                        message.proof.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a BlobAnswer message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.BlobAnswer
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.BlobAnswer} BlobAnswer
         */
        BlobAnswer.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.BlobAnswer)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.BlobAnswer: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.BlobAnswer();
            if (object.found != null)
                if (object.found)
                    message.found = $Boolean(object.found);
            if (object.bytes != null)
                if (object.bytes.length)
                    if (typeof object.bytes === "string")
                        $util.base64.decode(object.bytes, message.bytes = $util.newBuffer($util.base64.length(object.bytes)), 0);
                    else if (object.bytes.length >= 0)
                        message.bytes = object.bytes;
            if (object.blobBytes != null)
                if ($Number(object.blobBytes) !== 0)
                    message.blobBytes = object.blobBytes >>> 0;
            if (object.treeRoot != null)
                if (object.treeRoot.length)
                    if (typeof object.treeRoot === "string")
                        $util.base64.decode(object.treeRoot, message.treeRoot = $util.newBuffer($util.base64.length(object.treeRoot)), 0);
                    else if (object.treeRoot.length >= 0)
                        message.treeRoot = object.treeRoot;
            if (object.proof) {
                if (!$Array.isArray(object.proof))
                    throw $TypeError(".murmur.BlobAnswer.proof: array expected");
                message.proof = $Array(object.proof.length);
                for (let i = 0; i < object.proof.length; ++i)
                    if (typeof object.proof[i] === "string")
                        $util.base64.decode(object.proof[i], message.proof[i] = $util.newBuffer($util.base64.length(object.proof[i])), 0);
                    else if (object.proof[i].length >= 0)
                        message.proof[i] = object.proof[i];
            }
            return message;
        };

        /**
         * Creates a plain object from a BlobAnswer message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.BlobAnswer
         * @static
         * @param {murmur.BlobAnswer} message BlobAnswer
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        BlobAnswer.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.proof = [];
            if (options.defaults) {
                object.found = false;
                if (options.bytes === $String)
                    object.bytes = "";
                else {
                    object.bytes = [];
                    if (options.bytes !== $Array)
                        object.bytes = $util.newBuffer(object.bytes);
                }
                object.blobBytes = 0;
                if (options.bytes === $String)
                    object.treeRoot = "";
                else {
                    object.treeRoot = [];
                    if (options.bytes !== $Array)
                        object.treeRoot = $util.newBuffer(object.treeRoot);
                }
            }
            if (message.found != null && $Object.hasOwnProperty.call(message, "found"))
                object.found = message.found;
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                object.bytes = options.bytes === $String ? $util.base64.encode(message.bytes, 0, message.bytes.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.bytes) : message.bytes;
            if (message.blobBytes != null && $Object.hasOwnProperty.call(message, "blobBytes"))
                object.blobBytes = message.blobBytes;
            if (message.treeRoot != null && $Object.hasOwnProperty.call(message, "treeRoot"))
                object.treeRoot = options.bytes === $String ? $util.base64.encode(message.treeRoot, 0, message.treeRoot.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.treeRoot) : message.treeRoot;
            if (message.proof && message.proof.length) {
                object.proof = $Array(message.proof.length);
                for (let j = 0; j < message.proof.length; ++j)
                    object.proof[j] = options.bytes === $String ? $util.base64.encode(message.proof[j], 0, message.proof[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.proof[j]) : message.proof[j];
            }
            return object;
        };

        /**
         * Converts this BlobAnswer to JSON.
         * @function toJSON
         * @memberof murmur.BlobAnswer
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        BlobAnswer.prototype.toJSON = function() {
            return BlobAnswer.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for BlobAnswer
         * @function getTypeUrl
         * @memberof murmur.BlobAnswer
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        BlobAnswer.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.BlobAnswer";
        };

        return BlobAnswer;
    })();

    murmur.PayloadShown = (function() {

        /**
         * Properties of a PayloadShown.
         * @typedef {Object} murmur.PayloadShown.$Properties
         * @property {number|null} [round] PayloadShown round
         * @property {Uint8Array|null} [payload] PayloadShown payload
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PayloadShown.
         * @memberof murmur
         * @interface IPayloadShown
         * @augments murmur.PayloadShown.$Properties
         * @deprecated Use murmur.PayloadShown.$Properties instead.
         */

        /**
         * Shape of a PayloadShown.
         * @typedef {murmur.PayloadShown.$Properties} murmur.PayloadShown.$Shape
         */

        /**
         * Constructs a new PayloadShown.
         * @memberof murmur
         * @classdesc Represents a PayloadShown.
         * @constructor
         * @param {murmur.PayloadShown.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PayloadShown = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PayloadShown round.
         * @member {number} round
         * @memberof murmur.PayloadShown
         * @instance
         */
        PayloadShown.prototype.round = 0;

        /**
         * PayloadShown payload.
         * @member {Uint8Array} payload
         * @memberof murmur.PayloadShown
         * @instance
         */
        PayloadShown.prototype.payload = $util.newBuffer([]);

        /**
         * Creates a new PayloadShown instance using the specified properties.
         * @function create
         * @memberof murmur.PayloadShown
         * @static
         * @param {murmur.PayloadShown.$Properties=} [properties] Properties to set
         * @returns {murmur.PayloadShown} PayloadShown instance
         * @type {{
         *   (properties: murmur.PayloadShown.$Shape): murmur.PayloadShown & murmur.PayloadShown.$Shape;
         *   (properties?: murmur.PayloadShown.$Properties): murmur.PayloadShown;
         * }}
         */
        PayloadShown.create = function(properties) {
            return new PayloadShown(properties);
        };

        /**
         * Encodes the specified PayloadShown message. Does not implicitly {@link murmur.PayloadShown.verify|verify} messages.
         * @function encode
         * @memberof murmur.PayloadShown
         * @static
         * @param {murmur.PayloadShown.$Properties} message PayloadShown message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PayloadShown.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.payload);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PayloadShown message from the specified reader or buffer.
         * @function decode
         * @memberof murmur.PayloadShown
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {murmur.PayloadShown & murmur.PayloadShown.$Shape} PayloadShown
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PayloadShown.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.murmur.PayloadShown();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a PayloadShown message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof murmur.PayloadShown
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {murmur.PayloadShown} PayloadShown
         */
        PayloadShown.fromObject = function (object, _depth) {
            if (object instanceof $root.murmur.PayloadShown)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".murmur.PayloadShown: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.murmur.PayloadShown();
            if (object.round != null)
                if ($Number(object.round) !== 0)
                    message.round = object.round >>> 0;
            if (object.payload != null)
                if (object.payload.length)
                    if (typeof object.payload === "string")
                        $util.base64.decode(object.payload, message.payload = $util.newBuffer($util.base64.length(object.payload)), 0);
                    else if (object.payload.length >= 0)
                        message.payload = object.payload;
            return message;
        };

        /**
         * Creates a plain object from a PayloadShown message. Also converts values to other types if specified.
         * @function toObject
         * @memberof murmur.PayloadShown
         * @static
         * @param {murmur.PayloadShown} message PayloadShown
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        PayloadShown.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.round = 0;
                if (options.bytes === $String)
                    object.payload = "";
                else {
                    object.payload = [];
                    if (options.bytes !== $Array)
                        object.payload = $util.newBuffer(object.payload);
                }
            }
            if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                object.round = message.round;
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload"))
                object.payload = options.bytes === $String ? $util.base64.encode(message.payload, 0, message.payload.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.payload) : message.payload;
            return object;
        };

        /**
         * Converts this PayloadShown to JSON.
         * @function toJSON
         * @memberof murmur.PayloadShown
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        PayloadShown.prototype.toJSON = function() {
            return PayloadShown.toObject(this, $protobuf.util.toJSONOptions);
        };

        /**
         * Gets the type url for PayloadShown
         * @function getTypeUrl
         * @memberof murmur.PayloadShown
         * @static
         * @param {string} [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns {string} The type url
         */
        PayloadShown.getTypeUrl = function(prefix) {
            if (prefix === $undefined)
                prefix = "type.googleapis.com";
            return prefix + "/murmur.PayloadShown";
        };

        return PayloadShown;
    })();

    return murmur;
})();

export {
  $root as default
};

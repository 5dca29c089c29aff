import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace murmur. */
export namespace murmur {

    /**
     * Properties of an Envelope.
     * @deprecated Use murmur.Envelope.$Properties instead.
     */
    interface IEnvelope extends murmur.Envelope.$Properties {
    }

    /** Represents an Envelope. */
    class Envelope {

        /**
         * Constructs a new Envelope.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Envelope.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Envelope body. */
        body: Uint8Array;

        /** Envelope signer. */
        signer: Uint8Array;

        /** Envelope signature. */
        signature: Uint8Array;

        /**
         * Creates a new Envelope instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Envelope instance
         */
        static create(properties: murmur.Envelope.$Shape): murmur.Envelope & murmur.Envelope.$Shape;
        static create(properties?: murmur.Envelope.$Properties): murmur.Envelope;

        /**
         * Encodes the specified Envelope message. Does not implicitly {@link murmur.Envelope.verify|verify} messages.
         * @param message Envelope message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Envelope message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Envelope & murmur.Envelope.$Shape} Envelope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Envelope & murmur.Envelope.$Shape;

        /**
         * Creates an Envelope message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Envelope
         */
        static fromObject(object: { [k: string]: any }): murmur.Envelope;

        /**
         * Creates a plain object from an Envelope message. Also converts values to other types if specified.
         * @param message Envelope
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Envelope, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Envelope to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Envelope
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Envelope {

        /** Properties of an Envelope. */
        interface $Properties {

            /** Envelope body */
            body?: (Uint8Array|null);

            /** Envelope signer */
            signer?: (Uint8Array|null);

            /** Envelope signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Envelope. */
        type $Shape = murmur.Envelope.$Properties;
    }

    /**
     * Properties of a Body.
     * @deprecated Use murmur.Body.$Properties instead.
     */
    interface IBody extends murmur.Body.$Properties {
    }

    /** Represents a Body. */
    class Body {

        /**
         * Constructs a new Body.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Body.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Body runId. */
        runId: Uint8Array;

        /** Body version. */
        version: number;

        /** Body join. */
        join?: (murmur.Join.$Properties|null);

        /** Body ready. */
        ready?: (murmur.Ready.$Properties|null);

        /** Body leave. */
        leave?: (murmur.Leave.$Properties|null);

        /** Body commitment. */
        commitment?: (murmur.Commitment.$Properties|null);

        /** Body commitmentList. */
        commitmentList?: (murmur.CommitmentList.$Properties|null);

        /** Body report. */
        report?: (murmur.Report.$Properties|null);

        /** Body entry. */
        entry?: (murmur.Entry.$Properties|null);

        /** Body head. */
        head?: (murmur.Head.$Properties|null);

        /** Body merged. */
        merged?: (murmur.Merged.$Properties|null);

        /** Body disputed. */
        disputed?: (murmur.Disputed.$Properties|null);

        /** Body message. */
        message?: ("join"|"ready"|"leave"|"commitment"|"commitmentList"|"report"|"entry"|"head"|"merged"|"disputed");

        /**
         * Creates a new Body instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Body instance
         */
        static create(properties: murmur.Body.$Shape): murmur.Body & murmur.Body.$Shape;
        static create(properties?: murmur.Body.$Properties): murmur.Body;

        /**
         * Encodes the specified Body message. Does not implicitly {@link murmur.Body.verify|verify} messages.
         * @param message Body message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Body.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Body message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Body & murmur.Body.$Shape} Body
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Body & murmur.Body.$Shape;

        /**
         * Creates a Body message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Body
         */
        static fromObject(object: { [k: string]: any }): murmur.Body;

        /**
         * Creates a plain object from a Body message. Also converts values to other types if specified.
         * @param message Body
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Body, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Body to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Body
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Body {

        /** Properties of a Body. */
        interface $Properties {

            /** Body runId */
            runId?: (Uint8Array|null);

            /** Body version */
            version?: (number|null);

            /** Body join */
            join?: (murmur.Join.$Properties|null);

            /** Body ready */
            ready?: (murmur.Ready.$Properties|null);

            /** Body leave */
            leave?: (murmur.Leave.$Properties|null);

            /** Body commitment */
            commitment?: (murmur.Commitment.$Properties|null);

            /** Body commitmentList */
            commitmentList?: (murmur.CommitmentList.$Properties|null);

            /** Body report */
            report?: (murmur.Report.$Properties|null);

            /** Body entry */
            entry?: (murmur.Entry.$Properties|null);

            /** Body head */
            head?: (murmur.Head.$Properties|null);

            /** Body merged */
            merged?: (murmur.Merged.$Properties|null);

            /** Body disputed */
            disputed?: (murmur.Disputed.$Properties|null);

            /** Body message */
            message?: ("join"|"ready"|"leave"|"commitment"|"commitmentList"|"report"|"entry"|"head"|"merged"|"disputed");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Body. */
        type $Shape = {
          runId?: Uint8Array|null;
          version?: number|null;
          join?: murmur.Join.$Shape|null;
          ready?: murmur.Ready.$Shape|null;
          leave?: murmur.Leave.$Shape|null;
          commitment?: murmur.Commitment.$Shape|null;
          commitmentList?: murmur.CommitmentList.$Shape|null;
          report?: murmur.Report.$Shape|null;
          entry?: murmur.Entry.$Shape|null;
          head?: murmur.Head.$Shape|null;
          merged?: murmur.Merged.$Shape|null;
          disputed?: murmur.Disputed.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "join"; join: murmur.Join.$Shape; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "ready"; join?: null; ready: murmur.Ready.$Shape; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "leave"; join?: null; ready?: null; leave: murmur.Leave.$Shape; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "commitment"; join?: null; ready?: null; leave?: null; commitment: murmur.Commitment.$Shape; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "commitmentList"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList: murmur.CommitmentList.$Shape; report?: null; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "report"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report: murmur.Report.$Shape; entry?: null; head?: null; merged?: null; disputed?: null }|{ message?: "entry"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry: murmur.Entry.$Shape; head?: null; merged?: null; disputed?: null }|{ message?: "head"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head: murmur.Head.$Shape; merged?: null; disputed?: null }|{ message?: "merged"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged: murmur.Merged.$Shape; disputed?: null }|{ message?: "disputed"; join?: null; ready?: null; leave?: null; commitment?: null; commitmentList?: null; report?: null; entry?: null; head?: null; merged?: null; disputed: murmur.Disputed.$Shape })
        );
    }

    /**
     * Properties of a Join.
     * @deprecated Use murmur.Join.$Properties instead.
     */
    interface IJoin extends murmur.Join.$Properties {
    }

    /** Represents a Join. */
    class Join {

        /**
         * Constructs a new Join.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Join.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Join name. */
        name: string;

        /** Join addresses. */
        addresses: string[];

        /** Join engine. */
        engine: string;

        /** Join threads. */
        threads: number;

        /** Join invite. */
        invite: Uint8Array;

        /** Join kernel. */
        kernel: number;

        /**
         * Creates a new Join instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Join instance
         */
        static create(properties: murmur.Join.$Shape): murmur.Join & murmur.Join.$Shape;
        static create(properties?: murmur.Join.$Properties): murmur.Join;

        /**
         * Encodes the specified Join message. Does not implicitly {@link murmur.Join.verify|verify} messages.
         * @param message Join message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Join.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Join message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Join & murmur.Join.$Shape} Join
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Join & murmur.Join.$Shape;

        /**
         * Creates a Join message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Join
         */
        static fromObject(object: { [k: string]: any }): murmur.Join;

        /**
         * Creates a plain object from a Join message. Also converts values to other types if specified.
         * @param message Join
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Join, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Join to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Join
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Join {

        /** Properties of a Join. */
        interface $Properties {

            /** Join name */
            name?: (string|null);

            /** Join addresses */
            addresses?: (string[]|null);

            /** Join engine */
            engine?: (string|null);

            /** Join threads */
            threads?: (number|null);

            /** Join invite */
            invite?: (Uint8Array|null);

            /** Join kernel */
            kernel?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Join. */
        type $Shape = murmur.Join.$Properties;
    }

    /**
     * Properties of a Ready.
     * @deprecated Use murmur.Ready.$Properties instead.
     */
    interface IReady extends murmur.Ready.$Properties {
    }

    /** Represents a Ready. */
    class Ready {

        /**
         * Constructs a new Ready.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Ready.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Ready round. */
        round: number;

        /** Ready lineage. */
        lineage: Uint8Array;

        /** Ready stateDigest. */
        stateDigest: Uint8Array;

        /**
         * Creates a new Ready instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ready instance
         */
        static create(properties: murmur.Ready.$Shape): murmur.Ready & murmur.Ready.$Shape;
        static create(properties?: murmur.Ready.$Properties): murmur.Ready;

        /**
         * Encodes the specified Ready message. Does not implicitly {@link murmur.Ready.verify|verify} messages.
         * @param message Ready message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Ready.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Ready message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Ready & murmur.Ready.$Shape} Ready
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Ready & murmur.Ready.$Shape;

        /**
         * Creates a Ready message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Ready
         */
        static fromObject(object: { [k: string]: any }): murmur.Ready;

        /**
         * Creates a plain object from a Ready message. Also converts values to other types if specified.
         * @param message Ready
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Ready, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Ready to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Ready
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Ready {

        /** Properties of a Ready. */
        interface $Properties {

            /** Ready round */
            round?: (number|null);

            /** Ready lineage */
            lineage?: (Uint8Array|null);

            /** Ready stateDigest */
            stateDigest?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Ready. */
        type $Shape = murmur.Ready.$Properties;
    }

    /**
     * Properties of a Leave.
     * @deprecated Use murmur.Leave.$Properties instead.
     */
    interface ILeave extends murmur.Leave.$Properties {
    }

    /** Represents a Leave. */
    class Leave {

        /**
         * Constructs a new Leave.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Leave.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Leave reason. */
        reason: string;

        /**
         * Creates a new Leave instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Leave instance
         */
        static create(properties: murmur.Leave.$Shape): murmur.Leave & murmur.Leave.$Shape;
        static create(properties?: murmur.Leave.$Properties): murmur.Leave;

        /**
         * Encodes the specified Leave message. Does not implicitly {@link murmur.Leave.verify|verify} messages.
         * @param message Leave message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Leave.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Leave message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Leave & murmur.Leave.$Shape} Leave
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Leave & murmur.Leave.$Shape;

        /**
         * Creates a Leave message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Leave
         */
        static fromObject(object: { [k: string]: any }): murmur.Leave;

        /**
         * Creates a plain object from a Leave message. Also converts values to other types if specified.
         * @param message Leave
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Leave, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Leave to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Leave
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Leave {

        /** Properties of a Leave. */
        interface $Properties {

            /** Leave reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Leave. */
        type $Shape = murmur.Leave.$Properties;
    }

    /**
     * Properties of a Commitment.
     * @deprecated Use murmur.Commitment.$Properties instead.
     */
    interface ICommitment extends murmur.Commitment.$Properties {
    }

    /** Represents a Commitment. */
    class Commitment {

        /**
         * Constructs a new Commitment.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Commitment.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Commitment round. */
        round: number;

        /** Commitment slot. */
        slot: number;

        /** Commitment payloadHash. */
        payloadHash: Uint8Array;

        /** Commitment payloadBytes. */
        payloadBytes: number;

        /** Commitment batches. */
        batches: number[];

        /** Commitment dropped. */
        dropped: number[];

        /** Commitment thetaRound. */
        thetaRound: number;

        /** Commitment engine. */
        engine: string;

        /** Commitment precision. */
        precision: string;

        /** Commitment prevRoot. */
        prevRoot: Uint8Array;

        /** Commitment momentumRoot. */
        momentumRoot: Uint8Array;

        /** Commitment stateDigest. */
        stateDigest: Uint8Array;

        /** Commitment lossMicronats. */
        lossMicronats: number;

        /** Commitment tokens. */
        tokens: number;

        /** Commitment trainMs. */
        trainMs: number;

        /** Commitment rangesRoot. */
        rangesRoot: Uint8Array;

        /**
         * Creates a new Commitment instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Commitment instance
         */
        static create(properties: murmur.Commitment.$Shape): murmur.Commitment & murmur.Commitment.$Shape;
        static create(properties?: murmur.Commitment.$Properties): murmur.Commitment;

        /**
         * Encodes the specified Commitment message. Does not implicitly {@link murmur.Commitment.verify|verify} messages.
         * @param message Commitment message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Commitment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Commitment message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Commitment & murmur.Commitment.$Shape} Commitment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Commitment & murmur.Commitment.$Shape;

        /**
         * Creates a Commitment message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Commitment
         */
        static fromObject(object: { [k: string]: any }): murmur.Commitment;

        /**
         * Creates a plain object from a Commitment message. Also converts values to other types if specified.
         * @param message Commitment
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Commitment, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Commitment to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Commitment
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Commitment {

        /** Properties of a Commitment. */
        interface $Properties {

            /** Commitment round */
            round?: (number|null);

            /** Commitment slot */
            slot?: (number|null);

            /** Commitment payloadHash */
            payloadHash?: (Uint8Array|null);

            /** Commitment payloadBytes */
            payloadBytes?: (number|null);

            /** Commitment batches */
            batches?: (number[]|null);

            /** Commitment dropped */
            dropped?: (number[]|null);

            /** Commitment thetaRound */
            thetaRound?: (number|null);

            /** Commitment engine */
            engine?: (string|null);

            /** Commitment precision */
            precision?: (string|null);

            /** Commitment prevRoot */
            prevRoot?: (Uint8Array|null);

            /** Commitment momentumRoot */
            momentumRoot?: (Uint8Array|null);

            /** Commitment stateDigest */
            stateDigest?: (Uint8Array|null);

            /** Commitment lossMicronats */
            lossMicronats?: (number|null);

            /** Commitment tokens */
            tokens?: (number|null);

            /** Commitment trainMs */
            trainMs?: (number|null);

            /** Commitment rangesRoot */
            rangesRoot?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Commitment. */
        type $Shape = murmur.Commitment.$Properties;
    }

    /**
     * Properties of a CommitmentList.
     * @deprecated Use murmur.CommitmentList.$Properties instead.
     */
    interface ICommitmentList extends murmur.CommitmentList.$Properties {
    }

    /** Represents a CommitmentList. */
    class CommitmentList {

        /**
         * Constructs a new CommitmentList.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.CommitmentList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommitmentList round. */
        round: number;

        /** CommitmentList hashes. */
        hashes: Uint8Array[];

        /** CommitmentList slot. */
        slot: number;

        /**
         * Creates a new CommitmentList instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommitmentList instance
         */
        static create(properties: murmur.CommitmentList.$Shape): murmur.CommitmentList & murmur.CommitmentList.$Shape;
        static create(properties?: murmur.CommitmentList.$Properties): murmur.CommitmentList;

        /**
         * Encodes the specified CommitmentList message. Does not implicitly {@link murmur.CommitmentList.verify|verify} messages.
         * @param message CommitmentList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.CommitmentList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommitmentList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.CommitmentList & murmur.CommitmentList.$Shape} CommitmentList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.CommitmentList & murmur.CommitmentList.$Shape;

        /**
         * Creates a CommitmentList message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommitmentList
         */
        static fromObject(object: { [k: string]: any }): murmur.CommitmentList;

        /**
         * Creates a plain object from a CommitmentList message. Also converts values to other types if specified.
         * @param message CommitmentList
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.CommitmentList, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommitmentList to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for CommitmentList
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace CommitmentList {

        /** Properties of a CommitmentList. */
        interface $Properties {

            /** CommitmentList round */
            round?: (number|null);

            /** CommitmentList hashes */
            hashes?: (Uint8Array[]|null);

            /** CommitmentList slot */
            slot?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommitmentList. */
        type $Shape = murmur.CommitmentList.$Properties;
    }

    /**
     * Properties of a Report.
     * @deprecated Use murmur.Report.$Properties instead.
     */
    interface IReport extends murmur.Report.$Properties {
    }

    /** Represents a Report. */
    class Report {

        /**
         * Constructs a new Report.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Report.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Report round. */
        round: number;

        /** Report marks. */
        marks: Uint8Array;

        /** Report refusals. */
        refusals: Uint8Array;

        /**
         * Creates a new Report instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Report instance
         */
        static create(properties: murmur.Report.$Shape): murmur.Report & murmur.Report.$Shape;
        static create(properties?: murmur.Report.$Properties): murmur.Report;

        /**
         * Encodes the specified Report message. Does not implicitly {@link murmur.Report.verify|verify} messages.
         * @param message Report message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Report.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Report message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Report & murmur.Report.$Shape} Report
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Report & murmur.Report.$Shape;

        /**
         * Creates a Report message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Report
         */
        static fromObject(object: { [k: string]: any }): murmur.Report;

        /**
         * Creates a plain object from a Report message. Also converts values to other types if specified.
         * @param message Report
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Report, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Report to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Report
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Report {

        /** Properties of a Report. */
        interface $Properties {

            /** Report round */
            round?: (number|null);

            /** Report marks */
            marks?: (Uint8Array|null);

            /** Report refusals */
            refusals?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Report. */
        type $Shape = murmur.Report.$Properties;
    }

    /**
     * Properties of a Head.
     * @deprecated Use murmur.Head.$Properties instead.
     */
    interface IHead extends murmur.Head.$Properties {
    }

    /** Represents a Head. */
    class Head {

        /**
         * Constructs a new Head.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Head.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Head index. */
        index: number;

        /** Head term. */
        term: number;

        /** Head hash. */
        hash: Uint8Array;

        /**
         * Creates a new Head instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Head instance
         */
        static create(properties: murmur.Head.$Shape): murmur.Head & murmur.Head.$Shape;
        static create(properties?: murmur.Head.$Properties): murmur.Head;

        /**
         * Encodes the specified Head message. Does not implicitly {@link murmur.Head.verify|verify} messages.
         * @param message Head message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Head.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Head message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Head & murmur.Head.$Shape} Head
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Head & murmur.Head.$Shape;

        /**
         * Creates a Head message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Head
         */
        static fromObject(object: { [k: string]: any }): murmur.Head;

        /**
         * Creates a plain object from a Head message. Also converts values to other types if specified.
         * @param message Head
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Head, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Head to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Head
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Head {

        /** Properties of a Head. */
        interface $Properties {

            /** Head index */
            index?: (number|null);

            /** Head term */
            term?: (number|null);

            /** Head hash */
            hash?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Head. */
        type $Shape = murmur.Head.$Properties;
    }

    /**
     * Properties of a Merged.
     * @deprecated Use murmur.Merged.$Properties instead.
     */
    interface IMerged extends murmur.Merged.$Properties {
    }

    /** Represents a Merged. */
    class Merged {

        /**
         * Constructs a new Merged.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Merged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Merged round. */
        round: number;

        /** Merged root. */
        root: Uint8Array;

        /** Merged rangesRoot. */
        rangesRoot: Uint8Array;

        /** Merged bytes. */
        bytes: number;

        /** Merged form. */
        form: number;

        /**
         * Creates a new Merged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Merged instance
         */
        static create(properties: murmur.Merged.$Shape): murmur.Merged & murmur.Merged.$Shape;
        static create(properties?: murmur.Merged.$Properties): murmur.Merged;

        /**
         * Encodes the specified Merged message. Does not implicitly {@link murmur.Merged.verify|verify} messages.
         * @param message Merged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Merged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Merged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Merged & murmur.Merged.$Shape} Merged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Merged & murmur.Merged.$Shape;

        /**
         * Creates a Merged message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Merged
         */
        static fromObject(object: { [k: string]: any }): murmur.Merged;

        /**
         * Creates a plain object from a Merged message. Also converts values to other types if specified.
         * @param message Merged
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Merged, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Merged to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Merged
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Merged {

        /** Properties of a Merged. */
        interface $Properties {

            /** Merged round */
            round?: (number|null);

            /** Merged root */
            root?: (Uint8Array|null);

            /** Merged rangesRoot */
            rangesRoot?: (Uint8Array|null);

            /** Merged bytes */
            bytes?: (number|null);

            /** Merged form */
            form?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Merged. */
        type $Shape = murmur.Merged.$Properties;
    }

    /**
     * Properties of a Disputed.
     * @deprecated Use murmur.Disputed.$Properties instead.
     */
    interface IDisputed extends murmur.Disputed.$Properties {
    }

    /** Represents a Disputed. */
    class Disputed {

        /**
         * Constructs a new Disputed.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Disputed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Disputed round. */
        round: number;

        /** Disputed statement. */
        statement: Uint8Array;

        /**
         * Creates a new Disputed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Disputed instance
         */
        static create(properties: murmur.Disputed.$Shape): murmur.Disputed & murmur.Disputed.$Shape;
        static create(properties?: murmur.Disputed.$Properties): murmur.Disputed;

        /**
         * Encodes the specified Disputed message. Does not implicitly {@link murmur.Disputed.verify|verify} messages.
         * @param message Disputed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Disputed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Disputed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Disputed & murmur.Disputed.$Shape} Disputed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Disputed & murmur.Disputed.$Shape;

        /**
         * Creates a Disputed message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Disputed
         */
        static fromObject(object: { [k: string]: any }): murmur.Disputed;

        /**
         * Creates a plain object from a Disputed message. Also converts values to other types if specified.
         * @param message Disputed
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Disputed, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Disputed to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Disputed
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Disputed {

        /** Properties of a Disputed. */
        interface $Properties {

            /** Disputed round */
            round?: (number|null);

            /** Disputed statement */
            statement?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Disputed. */
        type $Shape = murmur.Disputed.$Properties;
    }

    /**
     * Properties of an Entry.
     * @deprecated Use murmur.Entry.$Properties instead.
     */
    interface IEntry extends murmur.Entry.$Properties {
    }

    /** Represents an Entry. */
    class Entry {

        /**
         * Constructs a new Entry.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Entry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Entry index. */
        index: number;

        /** Entry term. */
        term: number;

        /** Entry prevHash. */
        prevHash: Uint8Array;

        /** Entry timeS. */
        timeS: number;

        /** Entry timeMs. */
        timeMs: number;

        /** Entry runStarted. */
        runStarted?: (murmur.RunStarted.$Properties|null);

        /** Entry phaseEntered. */
        phaseEntered?: (murmur.PhaseEntered.$Properties|null);

        /** Entry membersChanged. */
        membersChanged?: (murmur.MembersChanged.$Properties|null);

        /** Entry roundOpened. */
        roundOpened?: (murmur.RoundOpened.$Properties|null);

        /** Entry commitmentsClosed. */
        commitmentsClosed?: (murmur.CommitmentsClosed.$Properties|null);

        /** Entry roundClosed. */
        roundClosed?: (murmur.RoundClosed.$Properties|null);

        /** Entry checkpointMade. */
        checkpointMade?: (murmur.CheckpointMade.$Properties|null);

        /** Entry slotOpened. */
        slotOpened?: (murmur.SlotOpened.$Properties|null);

        /** Entry reverted. */
        reverted?: (murmur.Reverted.$Properties|null);

        /** Entry restarted. */
        restarted?: (murmur.Restarted.$Properties|null);

        /** Entry changeScheduled. */
        changeScheduled?: (murmur.ChangeScheduled.$Properties|null);

        /** Entry commandGiven. */
        commandGiven?: (murmur.CommandGiven.$Properties|null);

        /** Entry segmentArchived. */
        segmentArchived?: (murmur.SegmentArchived.$Properties|null);

        /** Entry takenOver. */
        takenOver?: (murmur.TakenOver.$Properties|null);

        /** Entry roundMerged. */
        roundMerged?: (murmur.RoundMerged.$Properties|null);

        /** Entry kind. */
        kind?: ("runStarted"|"phaseEntered"|"membersChanged"|"roundOpened"|"commitmentsClosed"|"roundClosed"|"checkpointMade"|"slotOpened"|"reverted"|"restarted"|"changeScheduled"|"commandGiven"|"segmentArchived"|"takenOver"|"roundMerged");

        /**
         * Creates a new Entry instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Entry instance
         */
        static create(properties: murmur.Entry.$Shape): murmur.Entry & murmur.Entry.$Shape;
        static create(properties?: murmur.Entry.$Properties): murmur.Entry;

        /**
         * Encodes the specified Entry message. Does not implicitly {@link murmur.Entry.verify|verify} messages.
         * @param message Entry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Entry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Entry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Entry & murmur.Entry.$Shape} Entry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Entry & murmur.Entry.$Shape;

        /**
         * Creates an Entry message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Entry
         */
        static fromObject(object: { [k: string]: any }): murmur.Entry;

        /**
         * Creates a plain object from an Entry message. Also converts values to other types if specified.
         * @param message Entry
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Entry, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Entry to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Entry
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Entry {

        /** Properties of an Entry. */
        interface $Properties {

            /** Entry index */
            index?: (number|null);

            /** Entry term */
            term?: (number|null);

            /** Entry prevHash */
            prevHash?: (Uint8Array|null);

            /** Entry timeS */
            timeS?: (number|null);

            /** Entry timeMs */
            timeMs?: (number|null);

            /** Entry runStarted */
            runStarted?: (murmur.RunStarted.$Properties|null);

            /** Entry phaseEntered */
            phaseEntered?: (murmur.PhaseEntered.$Properties|null);

            /** Entry membersChanged */
            membersChanged?: (murmur.MembersChanged.$Properties|null);

            /** Entry roundOpened */
            roundOpened?: (murmur.RoundOpened.$Properties|null);

            /** Entry commitmentsClosed */
            commitmentsClosed?: (murmur.CommitmentsClosed.$Properties|null);

            /** Entry roundClosed */
            roundClosed?: (murmur.RoundClosed.$Properties|null);

            /** Entry checkpointMade */
            checkpointMade?: (murmur.CheckpointMade.$Properties|null);

            /** Entry slotOpened */
            slotOpened?: (murmur.SlotOpened.$Properties|null);

            /** Entry reverted */
            reverted?: (murmur.Reverted.$Properties|null);

            /** Entry restarted */
            restarted?: (murmur.Restarted.$Properties|null);

            /** Entry changeScheduled */
            changeScheduled?: (murmur.ChangeScheduled.$Properties|null);

            /** Entry commandGiven */
            commandGiven?: (murmur.CommandGiven.$Properties|null);

            /** Entry segmentArchived */
            segmentArchived?: (murmur.SegmentArchived.$Properties|null);

            /** Entry takenOver */
            takenOver?: (murmur.TakenOver.$Properties|null);

            /** Entry roundMerged */
            roundMerged?: (murmur.RoundMerged.$Properties|null);

            /** Entry kind */
            kind?: ("runStarted"|"phaseEntered"|"membersChanged"|"roundOpened"|"commitmentsClosed"|"roundClosed"|"checkpointMade"|"slotOpened"|"reverted"|"restarted"|"changeScheduled"|"commandGiven"|"segmentArchived"|"takenOver"|"roundMerged");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Entry. */
        type $Shape = {
          index?: number|null;
          term?: number|null;
          prevHash?: Uint8Array|null;
          timeS?: number|null;
          timeMs?: number|null;
          runStarted?: murmur.RunStarted.$Shape|null;
          phaseEntered?: murmur.PhaseEntered.$Shape|null;
          membersChanged?: murmur.MembersChanged.$Shape|null;
          roundOpened?: murmur.RoundOpened.$Shape|null;
          commitmentsClosed?: murmur.CommitmentsClosed.$Shape|null;
          roundClosed?: murmur.RoundClosed.$Shape|null;
          checkpointMade?: murmur.CheckpointMade.$Shape|null;
          slotOpened?: murmur.SlotOpened.$Shape|null;
          reverted?: murmur.Reverted.$Shape|null;
          restarted?: murmur.Restarted.$Shape|null;
          changeScheduled?: murmur.ChangeScheduled.$Shape|null;
          commandGiven?: murmur.CommandGiven.$Shape|null;
          segmentArchived?: murmur.SegmentArchived.$Shape|null;
          takenOver?: murmur.TakenOver.$Shape|null;
          roundMerged?: murmur.RoundMerged.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "runStarted"; runStarted: murmur.RunStarted.$Shape; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "phaseEntered"; runStarted?: null; phaseEntered: murmur.PhaseEntered.$Shape; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "membersChanged"; runStarted?: null; phaseEntered?: null; membersChanged: murmur.MembersChanged.$Shape; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "roundOpened"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened: murmur.RoundOpened.$Shape; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "commitmentsClosed"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed: murmur.CommitmentsClosed.$Shape; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "roundClosed"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed: murmur.RoundClosed.$Shape; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "checkpointMade"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade: murmur.CheckpointMade.$Shape; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "slotOpened"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened: murmur.SlotOpened.$Shape; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "reverted"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted: murmur.Reverted.$Shape; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "restarted"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted: murmur.Restarted.$Shape; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "changeScheduled"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled: murmur.ChangeScheduled.$Shape; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "commandGiven"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven: murmur.CommandGiven.$Shape; segmentArchived?: null; takenOver?: null; roundMerged?: null }|{ kind?: "segmentArchived"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived: murmur.SegmentArchived.$Shape; takenOver?: null; roundMerged?: null }|{ kind?: "takenOver"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver: murmur.TakenOver.$Shape; roundMerged?: null }|{ kind?: "roundMerged"; runStarted?: null; phaseEntered?: null; membersChanged?: null; roundOpened?: null; commitmentsClosed?: null; roundClosed?: null; checkpointMade?: null; slotOpened?: null; reverted?: null; restarted?: null; changeScheduled?: null; commandGiven?: null; segmentArchived?: null; takenOver?: null; roundMerged: murmur.RoundMerged.$Shape })
        );
    }

    /**
     * Properties of a RunStarted.
     * @deprecated Use murmur.RunStarted.$Properties instead.
     */
    interface IRunStarted extends murmur.RunStarted.$Properties {
    }

    /** Represents a RunStarted. */
    class RunStarted {

        /**
         * Constructs a new RunStarted.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.RunStarted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunStarted config. */
        config: string;

        /** RunStarted baseRoot. */
        baseRoot: Uint8Array;

        /** RunStarted dataRoot. */
        dataRoot: Uint8Array;

        /** RunStarted table. */
        table: Uint8Array;

        /** RunStarted beaconEnd. */
        beaconEnd: Uint8Array;

        /** RunStarted operator. */
        operator: Uint8Array;

        /** RunStarted kernel. */
        kernel: number;

        /**
         * Creates a new RunStarted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunStarted instance
         */
        static create(properties: murmur.RunStarted.$Shape): murmur.RunStarted & murmur.RunStarted.$Shape;
        static create(properties?: murmur.RunStarted.$Properties): murmur.RunStarted;

        /**
         * Encodes the specified RunStarted message. Does not implicitly {@link murmur.RunStarted.verify|verify} messages.
         * @param message RunStarted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.RunStarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunStarted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.RunStarted & murmur.RunStarted.$Shape} RunStarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.RunStarted & murmur.RunStarted.$Shape;

        /**
         * Creates a RunStarted message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RunStarted
         */
        static fromObject(object: { [k: string]: any }): murmur.RunStarted;

        /**
         * Creates a plain object from a RunStarted message. Also converts values to other types if specified.
         * @param message RunStarted
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.RunStarted, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RunStarted to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for RunStarted
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace RunStarted {

        /** Properties of a RunStarted. */
        interface $Properties {

            /** RunStarted config */
            config?: (string|null);

            /** RunStarted baseRoot */
            baseRoot?: (Uint8Array|null);

            /** RunStarted dataRoot */
            dataRoot?: (Uint8Array|null);

            /** RunStarted table */
            table?: (Uint8Array|null);

            /** RunStarted beaconEnd */
            beaconEnd?: (Uint8Array|null);

            /** RunStarted operator */
            operator?: (Uint8Array|null);

            /** RunStarted kernel */
            kernel?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunStarted. */
        type $Shape = murmur.RunStarted.$Properties;
    }

    /**
     * Properties of a TakenOver.
     * @deprecated Use murmur.TakenOver.$Properties instead.
     */
    interface ITakenOver extends murmur.TakenOver.$Properties {
    }

    /** Represents a TakenOver. */
    class TakenOver {

        /**
         * Constructs a new TakenOver.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.TakenOver.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TakenOver coordinator. */
        coordinator: Uint8Array;

        /** TakenOver beaconEnd. */
        beaconEnd: Uint8Array;

        /** TakenOver reason. */
        reason: string;

        /**
         * Creates a new TakenOver instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TakenOver instance
         */
        static create(properties: murmur.TakenOver.$Shape): murmur.TakenOver & murmur.TakenOver.$Shape;
        static create(properties?: murmur.TakenOver.$Properties): murmur.TakenOver;

        /**
         * Encodes the specified TakenOver message. Does not implicitly {@link murmur.TakenOver.verify|verify} messages.
         * @param message TakenOver message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.TakenOver.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TakenOver message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.TakenOver & murmur.TakenOver.$Shape} TakenOver
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.TakenOver & murmur.TakenOver.$Shape;

        /**
         * Creates a TakenOver message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TakenOver
         */
        static fromObject(object: { [k: string]: any }): murmur.TakenOver;

        /**
         * Creates a plain object from a TakenOver message. Also converts values to other types if specified.
         * @param message TakenOver
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.TakenOver, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TakenOver to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for TakenOver
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace TakenOver {

        /** Properties of a TakenOver. */
        interface $Properties {

            /** TakenOver coordinator */
            coordinator?: (Uint8Array|null);

            /** TakenOver beaconEnd */
            beaconEnd?: (Uint8Array|null);

            /** TakenOver reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TakenOver. */
        type $Shape = murmur.TakenOver.$Properties;
    }

    /**
     * Properties of a PhaseEntered.
     * @deprecated Use murmur.PhaseEntered.$Properties instead.
     */
    interface IPhaseEntered extends murmur.PhaseEntered.$Properties {
    }

    /** Represents a PhaseEntered. */
    class PhaseEntered {

        /**
         * Constructs a new PhaseEntered.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.PhaseEntered.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PhaseEntered phase. */
        phase: number;

        /** PhaseEntered reason. */
        reason: string;

        /**
         * Creates a new PhaseEntered instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PhaseEntered instance
         */
        static create(properties: murmur.PhaseEntered.$Shape): murmur.PhaseEntered & murmur.PhaseEntered.$Shape;
        static create(properties?: murmur.PhaseEntered.$Properties): murmur.PhaseEntered;

        /**
         * Encodes the specified PhaseEntered message. Does not implicitly {@link murmur.PhaseEntered.verify|verify} messages.
         * @param message PhaseEntered message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.PhaseEntered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PhaseEntered message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.PhaseEntered & murmur.PhaseEntered.$Shape} PhaseEntered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.PhaseEntered & murmur.PhaseEntered.$Shape;

        /**
         * Creates a PhaseEntered message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PhaseEntered
         */
        static fromObject(object: { [k: string]: any }): murmur.PhaseEntered;

        /**
         * Creates a plain object from a PhaseEntered message. Also converts values to other types if specified.
         * @param message PhaseEntered
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.PhaseEntered, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PhaseEntered to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for PhaseEntered
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace PhaseEntered {

        /** Properties of a PhaseEntered. */
        interface $Properties {

            /** PhaseEntered phase */
            phase?: (number|null);

            /** PhaseEntered reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PhaseEntered. */
        type $Shape = murmur.PhaseEntered.$Properties;
    }

    /**
     * Properties of a MembersChanged.
     * @deprecated Use murmur.MembersChanged.$Properties instead.
     */
    interface IMembersChanged extends murmur.MembersChanged.$Properties {
    }

    /** Represents a MembersChanged. */
    class MembersChanged {

        /**
         * Constructs a new MembersChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.MembersChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MembersChanged admitted. */
        admitted: murmur.Admitted.$Properties[];

        /** MembersChanged left. */
        left: murmur.Left.$Properties[];

        /**
         * Creates a new MembersChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MembersChanged instance
         */
        static create(properties: murmur.MembersChanged.$Shape): murmur.MembersChanged & murmur.MembersChanged.$Shape;
        static create(properties?: murmur.MembersChanged.$Properties): murmur.MembersChanged;

        /**
         * Encodes the specified MembersChanged message. Does not implicitly {@link murmur.MembersChanged.verify|verify} messages.
         * @param message MembersChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.MembersChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MembersChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.MembersChanged & murmur.MembersChanged.$Shape} MembersChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.MembersChanged & murmur.MembersChanged.$Shape;

        /**
         * Creates a MembersChanged message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns MembersChanged
         */
        static fromObject(object: { [k: string]: any }): murmur.MembersChanged;

        /**
         * Creates a plain object from a MembersChanged message. Also converts values to other types if specified.
         * @param message MembersChanged
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.MembersChanged, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this MembersChanged to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for MembersChanged
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace MembersChanged {

        /** Properties of a MembersChanged. */
        interface $Properties {

            /** MembersChanged admitted */
            admitted?: (murmur.Admitted.$Properties[]|null);

            /** MembersChanged left */
            left?: (murmur.Left.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MembersChanged. */
        type $Shape = murmur.MembersChanged.$Properties;
    }

    /**
     * Properties of an Admitted.
     * @deprecated Use murmur.Admitted.$Properties instead.
     */
    interface IAdmitted extends murmur.Admitted.$Properties {
    }

    /** Represents an Admitted. */
    class Admitted {

        /**
         * Constructs a new Admitted.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Admitted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Admitted member. */
        member: Uint8Array;

        /** Admitted name. */
        name: string;

        /** Admitted addresses. */
        addresses: string[];

        /**
         * Creates a new Admitted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Admitted instance
         */
        static create(properties: murmur.Admitted.$Shape): murmur.Admitted & murmur.Admitted.$Shape;
        static create(properties?: murmur.Admitted.$Properties): murmur.Admitted;

        /**
         * Encodes the specified Admitted message. Does not implicitly {@link murmur.Admitted.verify|verify} messages.
         * @param message Admitted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Admitted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Admitted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Admitted & murmur.Admitted.$Shape} Admitted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Admitted & murmur.Admitted.$Shape;

        /**
         * Creates an Admitted message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Admitted
         */
        static fromObject(object: { [k: string]: any }): murmur.Admitted;

        /**
         * Creates a plain object from an Admitted message. Also converts values to other types if specified.
         * @param message Admitted
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Admitted, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Admitted to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Admitted
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Admitted {

        /** Properties of an Admitted. */
        interface $Properties {

            /** Admitted member */
            member?: (Uint8Array|null);

            /** Admitted name */
            name?: (string|null);

            /** Admitted addresses */
            addresses?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Admitted. */
        type $Shape = murmur.Admitted.$Properties;
    }

    /**
     * Properties of a Left.
     * @deprecated Use murmur.Left.$Properties instead.
     */
    interface ILeft extends murmur.Left.$Properties {
    }

    /** Represents a Left. */
    class Left {

        /**
         * Constructs a new Left.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Left.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Left member. */
        member: Uint8Array;

        /** Left code. */
        code: string;

        /** Left reason. */
        reason: string;

        /** Left evidence. */
        evidence: Uint8Array;

        /**
         * Creates a new Left instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Left instance
         */
        static create(properties: murmur.Left.$Shape): murmur.Left & murmur.Left.$Shape;
        static create(properties?: murmur.Left.$Properties): murmur.Left;

        /**
         * Encodes the specified Left message. Does not implicitly {@link murmur.Left.verify|verify} messages.
         * @param message Left message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Left.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Left message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Left & murmur.Left.$Shape} Left
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Left & murmur.Left.$Shape;

        /**
         * Creates a Left message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Left
         */
        static fromObject(object: { [k: string]: any }): murmur.Left;

        /**
         * Creates a plain object from a Left message. Also converts values to other types if specified.
         * @param message Left
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Left, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Left to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Left
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Left {

        /** Properties of a Left. */
        interface $Properties {

            /** Left member */
            member?: (Uint8Array|null);

            /** Left code */
            code?: (string|null);

            /** Left reason */
            reason?: (string|null);

            /** Left evidence */
            evidence?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Left. */
        type $Shape = murmur.Left.$Properties;
    }

    /**
     * Properties of a RoundOpened.
     * @deprecated Use murmur.RoundOpened.$Properties instead.
     */
    interface IRoundOpened extends murmur.RoundOpened.$Properties {
    }

    /** Represents a RoundOpened. */
    class RoundOpened {

        /**
         * Constructs a new RoundOpened.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.RoundOpened.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoundOpened round. */
        round: number;

        /** RoundOpened step. */
        step: number;

        /** RoundOpened members. */
        members: Uint8Array[];

        /** RoundOpened shares. */
        shares: number[];

        /** RoundOpened firstBatch. */
        firstBatch: number;

        /** RoundOpened batches. */
        batches: number;

        /** RoundOpened etaBits. */
        etaBits: number;

        /** RoundOpened lambdaBits. */
        lambdaBits: number;

        /** RoundOpened tau. */
        tau: number;

        /** RoundOpened deadlineMs. */
        deadlineMs: number;

        /** RoundOpened returned. */
        returned: murmur.Range.$Properties[];

        /**
         * Creates a new RoundOpened instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoundOpened instance
         */
        static create(properties: murmur.RoundOpened.$Shape): murmur.RoundOpened & murmur.RoundOpened.$Shape;
        static create(properties?: murmur.RoundOpened.$Properties): murmur.RoundOpened;

        /**
         * Encodes the specified RoundOpened message. Does not implicitly {@link murmur.RoundOpened.verify|verify} messages.
         * @param message RoundOpened message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.RoundOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoundOpened message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.RoundOpened & murmur.RoundOpened.$Shape} RoundOpened
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.RoundOpened & murmur.RoundOpened.$Shape;

        /**
         * Creates a RoundOpened message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RoundOpened
         */
        static fromObject(object: { [k: string]: any }): murmur.RoundOpened;

        /**
         * Creates a plain object from a RoundOpened message. Also converts values to other types if specified.
         * @param message RoundOpened
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.RoundOpened, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RoundOpened to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for RoundOpened
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace RoundOpened {

        /** Properties of a RoundOpened. */
        interface $Properties {

            /** RoundOpened round */
            round?: (number|null);

            /** RoundOpened step */
            step?: (number|null);

            /** RoundOpened members */
            members?: (Uint8Array[]|null);

            /** RoundOpened shares */
            shares?: (number[]|null);

            /** RoundOpened firstBatch */
            firstBatch?: (number|null);

            /** RoundOpened batches */
            batches?: (number|null);

            /** RoundOpened etaBits */
            etaBits?: (number|null);

            /** RoundOpened lambdaBits */
            lambdaBits?: (number|null);

            /** RoundOpened tau */
            tau?: (number|null);

            /** RoundOpened deadlineMs */
            deadlineMs?: (number|null);

            /** RoundOpened returned */
            returned?: (murmur.Range.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoundOpened. */
        type $Shape = murmur.RoundOpened.$Properties;
    }

    /**
     * Properties of a SlotOpened.
     * @deprecated Use murmur.SlotOpened.$Properties instead.
     */
    interface ISlotOpened extends murmur.SlotOpened.$Properties {
    }

    /** Represents a SlotOpened. */
    class SlotOpened {

        /**
         * Constructs a new SlotOpened.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.SlotOpened.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SlotOpened round. */
        round: number;

        /** SlotOpened slot. */
        slot: number;

        /** SlotOpened taken. */
        taken: murmur.Duty.$Properties[];

        /** SlotOpened takers. */
        takers: Uint8Array[];

        /** SlotOpened shares. */
        shares: number[];

        /** SlotOpened deadlineMs. */
        deadlineMs: number;

        /**
         * Creates a new SlotOpened instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SlotOpened instance
         */
        static create(properties: murmur.SlotOpened.$Shape): murmur.SlotOpened & murmur.SlotOpened.$Shape;
        static create(properties?: murmur.SlotOpened.$Properties): murmur.SlotOpened;

        /**
         * Encodes the specified SlotOpened message. Does not implicitly {@link murmur.SlotOpened.verify|verify} messages.
         * @param message SlotOpened message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.SlotOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SlotOpened message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.SlotOpened & murmur.SlotOpened.$Shape} SlotOpened
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.SlotOpened & murmur.SlotOpened.$Shape;

        /**
         * Creates a SlotOpened message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SlotOpened
         */
        static fromObject(object: { [k: string]: any }): murmur.SlotOpened;

        /**
         * Creates a plain object from a SlotOpened message. Also converts values to other types if specified.
         * @param message SlotOpened
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.SlotOpened, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SlotOpened to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for SlotOpened
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace SlotOpened {

        /** Properties of a SlotOpened. */
        interface $Properties {

            /** SlotOpened round */
            round?: (number|null);

            /** SlotOpened slot */
            slot?: (number|null);

            /** SlotOpened taken */
            taken?: (murmur.Duty.$Properties[]|null);

            /** SlotOpened takers */
            takers?: (Uint8Array[]|null);

            /** SlotOpened shares */
            shares?: (number[]|null);

            /** SlotOpened deadlineMs */
            deadlineMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SlotOpened. */
        type $Shape = murmur.SlotOpened.$Properties;
    }

    /**
     * Properties of a Duty.
     * @deprecated Use murmur.Duty.$Properties instead.
     */
    interface IDuty extends murmur.Duty.$Properties {
    }

    /** Represents a Duty. */
    class Duty {

        /**
         * Constructs a new Duty.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Duty.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Duty member. */
        member: Uint8Array;

        /** Duty slot. */
        slot: number;

        /**
         * Creates a new Duty instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Duty instance
         */
        static create(properties: murmur.Duty.$Shape): murmur.Duty & murmur.Duty.$Shape;
        static create(properties?: murmur.Duty.$Properties): murmur.Duty;

        /**
         * Encodes the specified Duty message. Does not implicitly {@link murmur.Duty.verify|verify} messages.
         * @param message Duty message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Duty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Duty message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Duty & murmur.Duty.$Shape} Duty
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Duty & murmur.Duty.$Shape;

        /**
         * Creates a Duty message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Duty
         */
        static fromObject(object: { [k: string]: any }): murmur.Duty;

        /**
         * Creates a plain object from a Duty message. Also converts values to other types if specified.
         * @param message Duty
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Duty, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Duty to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Duty
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Duty {

        /** Properties of a Duty. */
        interface $Properties {

            /** Duty member */
            member?: (Uint8Array|null);

            /** Duty slot */
            slot?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Duty. */
        type $Shape = murmur.Duty.$Properties;
    }

    /**
     * Properties of a Reverted.
     * @deprecated Use murmur.Reverted.$Properties instead.
     */
    interface IReverted extends murmur.Reverted.$Properties {
    }

    /** Represents a Reverted. */
    class Reverted {

        /**
         * Constructs a new Reverted.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Reverted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reverted round. */
        round: number;

        /** Reverted to. */
        to: number;

        /** Reverted lineage. */
        lineage: Uint8Array;

        /**
         * Creates a new Reverted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reverted instance
         */
        static create(properties: murmur.Reverted.$Shape): murmur.Reverted & murmur.Reverted.$Shape;
        static create(properties?: murmur.Reverted.$Properties): murmur.Reverted;

        /**
         * Encodes the specified Reverted message. Does not implicitly {@link murmur.Reverted.verify|verify} messages.
         * @param message Reverted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Reverted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reverted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Reverted & murmur.Reverted.$Shape} Reverted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Reverted & murmur.Reverted.$Shape;

        /**
         * Creates a Reverted message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Reverted
         */
        static fromObject(object: { [k: string]: any }): murmur.Reverted;

        /**
         * Creates a plain object from a Reverted message. Also converts values to other types if specified.
         * @param message Reverted
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Reverted, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Reverted to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Reverted
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Reverted {

        /** Properties of a Reverted. */
        interface $Properties {

            /** Reverted round */
            round?: (number|null);

            /** Reverted to */
            to?: (number|null);

            /** Reverted lineage */
            lineage?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Reverted. */
        type $Shape = murmur.Reverted.$Properties;
    }

    /**
     * Properties of a Restarted.
     * @deprecated Use murmur.Restarted.$Properties instead.
     */
    interface IRestarted extends murmur.Restarted.$Properties {
    }

    /** Represents a Restarted. */
    class Restarted {

        /**
         * Constructs a new Restarted.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Restarted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Restarted step. */
        step: number;

        /** Restarted lineage. */
        lineage: Uint8Array;

        /**
         * Creates a new Restarted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Restarted instance
         */
        static create(properties: murmur.Restarted.$Shape): murmur.Restarted & murmur.Restarted.$Shape;
        static create(properties?: murmur.Restarted.$Properties): murmur.Restarted;

        /**
         * Encodes the specified Restarted message. Does not implicitly {@link murmur.Restarted.verify|verify} messages.
         * @param message Restarted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Restarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Restarted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Restarted & murmur.Restarted.$Shape} Restarted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Restarted & murmur.Restarted.$Shape;

        /**
         * Creates a Restarted message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Restarted
         */
        static fromObject(object: { [k: string]: any }): murmur.Restarted;

        /**
         * Creates a plain object from a Restarted message. Also converts values to other types if specified.
         * @param message Restarted
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Restarted, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Restarted to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Restarted
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Restarted {

        /** Properties of a Restarted. */
        interface $Properties {

            /** Restarted step */
            step?: (number|null);

            /** Restarted lineage */
            lineage?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Restarted. */
        type $Shape = murmur.Restarted.$Properties;
    }

    /**
     * Properties of a CommandGiven.
     * @deprecated Use murmur.CommandGiven.$Properties instead.
     */
    interface ICommandGiven extends murmur.CommandGiven.$Properties {
    }

    /** Represents a CommandGiven. */
    class CommandGiven {

        /**
         * Constructs a new CommandGiven.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.CommandGiven.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommandGiven command. */
        command: number;

        /**
         * Creates a new CommandGiven instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommandGiven instance
         */
        static create(properties: murmur.CommandGiven.$Shape): murmur.CommandGiven & murmur.CommandGiven.$Shape;
        static create(properties?: murmur.CommandGiven.$Properties): murmur.CommandGiven;

        /**
         * Encodes the specified CommandGiven message. Does not implicitly {@link murmur.CommandGiven.verify|verify} messages.
         * @param message CommandGiven message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.CommandGiven.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommandGiven message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.CommandGiven & murmur.CommandGiven.$Shape} CommandGiven
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.CommandGiven & murmur.CommandGiven.$Shape;

        /**
         * Creates a CommandGiven message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommandGiven
         */
        static fromObject(object: { [k: string]: any }): murmur.CommandGiven;

        /**
         * Creates a plain object from a CommandGiven message. Also converts values to other types if specified.
         * @param message CommandGiven
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.CommandGiven, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommandGiven to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for CommandGiven
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace CommandGiven {

        /** Properties of a CommandGiven. */
        interface $Properties {

            /** CommandGiven command */
            command?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommandGiven. */
        type $Shape = murmur.CommandGiven.$Properties;
    }

    /**
     * Properties of a ChangeScheduled.
     * @deprecated Use murmur.ChangeScheduled.$Properties instead.
     */
    interface IChangeScheduled extends murmur.ChangeScheduled.$Properties {
    }

    /** Represents a ChangeScheduled. */
    class ChangeScheduled {

        /**
         * Constructs a new ChangeScheduled.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.ChangeScheduled.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChangeScheduled round. */
        round: number;

        /** ChangeScheduled config. */
        config: string;

        /** ChangeScheduled kernel. */
        kernel: number;

        /** ChangeScheduled protocol. */
        protocol: number;

        /**
         * Creates a new ChangeScheduled instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChangeScheduled instance
         */
        static create(properties: murmur.ChangeScheduled.$Shape): murmur.ChangeScheduled & murmur.ChangeScheduled.$Shape;
        static create(properties?: murmur.ChangeScheduled.$Properties): murmur.ChangeScheduled;

        /**
         * Encodes the specified ChangeScheduled message. Does not implicitly {@link murmur.ChangeScheduled.verify|verify} messages.
         * @param message ChangeScheduled message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.ChangeScheduled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChangeScheduled message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.ChangeScheduled & murmur.ChangeScheduled.$Shape} ChangeScheduled
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.ChangeScheduled & murmur.ChangeScheduled.$Shape;

        /**
         * Creates a ChangeScheduled message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ChangeScheduled
         */
        static fromObject(object: { [k: string]: any }): murmur.ChangeScheduled;

        /**
         * Creates a plain object from a ChangeScheduled message. Also converts values to other types if specified.
         * @param message ChangeScheduled
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.ChangeScheduled, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ChangeScheduled to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for ChangeScheduled
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace ChangeScheduled {

        /** Properties of a ChangeScheduled. */
        interface $Properties {

            /** ChangeScheduled round */
            round?: (number|null);

            /** ChangeScheduled config */
            config?: (string|null);

            /** ChangeScheduled kernel */
            kernel?: (number|null);

            /** ChangeScheduled protocol */
            protocol?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChangeScheduled. */
        type $Shape = murmur.ChangeScheduled.$Properties;
    }

    /**
     * Properties of a Range.
     * @deprecated Use murmur.Range.$Properties instead.
     */
    interface IRange extends murmur.Range.$Properties {
    }

    /** Represents a Range. */
    class Range {

        /**
         * Constructs a new Range.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Range.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Range first. */
        first: number;

        /** Range count. */
        count: number;

        /**
         * Creates a new Range instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Range instance
         */
        static create(properties: murmur.Range.$Shape): murmur.Range & murmur.Range.$Shape;
        static create(properties?: murmur.Range.$Properties): murmur.Range;

        /**
         * Encodes the specified Range message. Does not implicitly {@link murmur.Range.verify|verify} messages.
         * @param message Range message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Range.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Range message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Range & murmur.Range.$Shape} Range
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Range & murmur.Range.$Shape;

        /**
         * Creates a Range message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Range
         */
        static fromObject(object: { [k: string]: any }): murmur.Range;

        /**
         * Creates a plain object from a Range message. Also converts values to other types if specified.
         * @param message Range
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Range, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Range to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Range
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Range {

        /** Properties of a Range. */
        interface $Properties {

            /** Range first */
            first?: (number|null);

            /** Range count */
            count?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Range. */
        type $Shape = murmur.Range.$Properties;
    }

    /**
     * Properties of a CommitmentsClosed.
     * @deprecated Use murmur.CommitmentsClosed.$Properties instead.
     */
    interface ICommitmentsClosed extends murmur.CommitmentsClosed.$Properties {
    }

    /** Represents a CommitmentsClosed. */
    class CommitmentsClosed {

        /**
         * Constructs a new CommitmentsClosed.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.CommitmentsClosed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CommitmentsClosed round. */
        round: number;

        /** CommitmentsClosed commitments. */
        commitments: Uint8Array[];

        /** CommitmentsClosed lists. */
        lists: Uint8Array[];

        /** CommitmentsClosed preimage. */
        preimage: Uint8Array;

        /** CommitmentsClosed tookMs. */
        tookMs: number[];

        /**
         * Creates a new CommitmentsClosed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CommitmentsClosed instance
         */
        static create(properties: murmur.CommitmentsClosed.$Shape): murmur.CommitmentsClosed & murmur.CommitmentsClosed.$Shape;
        static create(properties?: murmur.CommitmentsClosed.$Properties): murmur.CommitmentsClosed;

        /**
         * Encodes the specified CommitmentsClosed message. Does not implicitly {@link murmur.CommitmentsClosed.verify|verify} messages.
         * @param message CommitmentsClosed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.CommitmentsClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CommitmentsClosed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.CommitmentsClosed & murmur.CommitmentsClosed.$Shape} CommitmentsClosed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.CommitmentsClosed & murmur.CommitmentsClosed.$Shape;

        /**
         * Creates a CommitmentsClosed message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CommitmentsClosed
         */
        static fromObject(object: { [k: string]: any }): murmur.CommitmentsClosed;

        /**
         * Creates a plain object from a CommitmentsClosed message. Also converts values to other types if specified.
         * @param message CommitmentsClosed
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.CommitmentsClosed, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CommitmentsClosed to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for CommitmentsClosed
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace CommitmentsClosed {

        /** Properties of a CommitmentsClosed. */
        interface $Properties {

            /** CommitmentsClosed round */
            round?: (number|null);

            /** CommitmentsClosed commitments */
            commitments?: (Uint8Array[]|null);

            /** CommitmentsClosed lists */
            lists?: (Uint8Array[]|null);

            /** CommitmentsClosed preimage */
            preimage?: (Uint8Array|null);

            /** CommitmentsClosed tookMs */
            tookMs?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CommitmentsClosed. */
        type $Shape = murmur.CommitmentsClosed.$Properties;
    }

    /**
     * Properties of a RoundClosed.
     * @deprecated Use murmur.RoundClosed.$Properties instead.
     */
    interface IRoundClosed extends murmur.RoundClosed.$Properties {
    }

    /** Represents a RoundClosed. */
    class RoundClosed {

        /**
         * Constructs a new RoundClosed.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.RoundClosed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoundClosed round. */
        round: number;

        /** RoundClosed accepted. */
        accepted: murmur.Accepted.$Properties[];

        /** RoundClosed refused. */
        refused: murmur.Refused.$Properties[];

        /** RoundClosed reports. */
        reports: Uint8Array[];

        /** RoundClosed lineage. */
        lineage: Uint8Array;

        /** RoundClosed stateDigest. */
        stateDigest: Uint8Array;

        /** RoundClosed lossMicronats. */
        lossMicronats: number;

        /** RoundClosed returned. */
        returned: murmur.Range.$Properties[];

        /** RoundClosed missed. */
        missed: number[];

        /**
         * Creates a new RoundClosed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoundClosed instance
         */
        static create(properties: murmur.RoundClosed.$Shape): murmur.RoundClosed & murmur.RoundClosed.$Shape;
        static create(properties?: murmur.RoundClosed.$Properties): murmur.RoundClosed;

        /**
         * Encodes the specified RoundClosed message. Does not implicitly {@link murmur.RoundClosed.verify|verify} messages.
         * @param message RoundClosed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.RoundClosed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoundClosed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.RoundClosed & murmur.RoundClosed.$Shape} RoundClosed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.RoundClosed & murmur.RoundClosed.$Shape;

        /**
         * Creates a RoundClosed message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RoundClosed
         */
        static fromObject(object: { [k: string]: any }): murmur.RoundClosed;

        /**
         * Creates a plain object from a RoundClosed message. Also converts values to other types if specified.
         * @param message RoundClosed
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.RoundClosed, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RoundClosed to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for RoundClosed
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace RoundClosed {

        /** Properties of a RoundClosed. */
        interface $Properties {

            /** RoundClosed round */
            round?: (number|null);

            /** RoundClosed accepted */
            accepted?: (murmur.Accepted.$Properties[]|null);

            /** RoundClosed refused */
            refused?: (murmur.Refused.$Properties[]|null);

            /** RoundClosed reports */
            reports?: (Uint8Array[]|null);

            /** RoundClosed lineage */
            lineage?: (Uint8Array|null);

            /** RoundClosed stateDigest */
            stateDigest?: (Uint8Array|null);

            /** RoundClosed lossMicronats */
            lossMicronats?: (number|null);

            /** RoundClosed returned */
            returned?: (murmur.Range.$Properties[]|null);

            /** RoundClosed missed */
            missed?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoundClosed. */
        type $Shape = murmur.RoundClosed.$Properties;
    }

    /**
     * Properties of an Accepted.
     * @deprecated Use murmur.Accepted.$Properties instead.
     */
    interface IAccepted extends murmur.Accepted.$Properties {
    }

    /** Represents an Accepted. */
    class Accepted {

        /**
         * Constructs a new Accepted.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Accepted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Accepted commitment. */
        commitment: number;

        /** Accepted weight. */
        weight: number;

        /**
         * Creates a new Accepted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Accepted instance
         */
        static create(properties: murmur.Accepted.$Shape): murmur.Accepted & murmur.Accepted.$Shape;
        static create(properties?: murmur.Accepted.$Properties): murmur.Accepted;

        /**
         * Encodes the specified Accepted message. Does not implicitly {@link murmur.Accepted.verify|verify} messages.
         * @param message Accepted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Accepted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Accepted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Accepted & murmur.Accepted.$Shape} Accepted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Accepted & murmur.Accepted.$Shape;

        /**
         * Creates an Accepted message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Accepted
         */
        static fromObject(object: { [k: string]: any }): murmur.Accepted;

        /**
         * Creates a plain object from an Accepted message. Also converts values to other types if specified.
         * @param message Accepted
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Accepted, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Accepted to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Accepted
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Accepted {

        /** Properties of an Accepted. */
        interface $Properties {

            /** Accepted commitment */
            commitment?: (number|null);

            /** Accepted weight */
            weight?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Accepted. */
        type $Shape = murmur.Accepted.$Properties;
    }

    /**
     * Properties of a Refused.
     * @deprecated Use murmur.Refused.$Properties instead.
     */
    interface IRefused extends murmur.Refused.$Properties {
    }

    /** Represents a Refused. */
    class Refused {

        /**
         * Constructs a new Refused.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Refused.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Refused commitment. */
        commitment: number;

        /** Refused code. */
        code: string;

        /**
         * Creates a new Refused instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Refused instance
         */
        static create(properties: murmur.Refused.$Shape): murmur.Refused & murmur.Refused.$Shape;
        static create(properties?: murmur.Refused.$Properties): murmur.Refused;

        /**
         * Encodes the specified Refused message. Does not implicitly {@link murmur.Refused.verify|verify} messages.
         * @param message Refused message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Refused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Refused message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Refused & murmur.Refused.$Shape} Refused
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Refused & murmur.Refused.$Shape;

        /**
         * Creates a Refused message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Refused
         */
        static fromObject(object: { [k: string]: any }): murmur.Refused;

        /**
         * Creates a plain object from a Refused message. Also converts values to other types if specified.
         * @param message Refused
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Refused, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Refused to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Refused
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Refused {

        /** Properties of a Refused. */
        interface $Properties {

            /** Refused commitment */
            commitment?: (number|null);

            /** Refused code */
            code?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Refused. */
        type $Shape = murmur.Refused.$Properties;
    }

    /**
     * Properties of a RoundMerged.
     * @deprecated Use murmur.RoundMerged.$Properties instead.
     */
    interface IRoundMerged extends murmur.RoundMerged.$Properties {
    }

    /** Represents a RoundMerged. */
    class RoundMerged {

        /**
         * Constructs a new RoundMerged.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.RoundMerged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RoundMerged round. */
        round: number;

        /** RoundMerged statements. */
        statements: Uint8Array[];

        /**
         * Creates a new RoundMerged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RoundMerged instance
         */
        static create(properties: murmur.RoundMerged.$Shape): murmur.RoundMerged & murmur.RoundMerged.$Shape;
        static create(properties?: murmur.RoundMerged.$Properties): murmur.RoundMerged;

        /**
         * Encodes the specified RoundMerged message. Does not implicitly {@link murmur.RoundMerged.verify|verify} messages.
         * @param message RoundMerged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.RoundMerged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RoundMerged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.RoundMerged & murmur.RoundMerged.$Shape} RoundMerged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.RoundMerged & murmur.RoundMerged.$Shape;

        /**
         * Creates a RoundMerged message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RoundMerged
         */
        static fromObject(object: { [k: string]: any }): murmur.RoundMerged;

        /**
         * Creates a plain object from a RoundMerged message. Also converts values to other types if specified.
         * @param message RoundMerged
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.RoundMerged, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RoundMerged to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for RoundMerged
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace RoundMerged {

        /** Properties of a RoundMerged. */
        interface $Properties {

            /** RoundMerged round */
            round?: (number|null);

            /** RoundMerged statements */
            statements?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RoundMerged. */
        type $Shape = murmur.RoundMerged.$Properties;
    }

    /**
     * Properties of a CheckpointMade.
     * @deprecated Use murmur.CheckpointMade.$Properties instead.
     */
    interface ICheckpointMade extends murmur.CheckpointMade.$Properties {
    }

    /** Represents a CheckpointMade. */
    class CheckpointMade {

        /**
         * Constructs a new CheckpointMade.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.CheckpointMade.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckpointMade step. */
        step: number;

        /** CheckpointMade snapshotRoot. */
        snapshotRoot: Uint8Array;

        /** CheckpointMade stateRoot. */
        stateRoot: Uint8Array;

        /** CheckpointMade retainedStep. */
        retainedStep: number;

        /**
         * Creates a new CheckpointMade instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckpointMade instance
         */
        static create(properties: murmur.CheckpointMade.$Shape): murmur.CheckpointMade & murmur.CheckpointMade.$Shape;
        static create(properties?: murmur.CheckpointMade.$Properties): murmur.CheckpointMade;

        /**
         * Encodes the specified CheckpointMade message. Does not implicitly {@link murmur.CheckpointMade.verify|verify} messages.
         * @param message CheckpointMade message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.CheckpointMade.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckpointMade message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.CheckpointMade & murmur.CheckpointMade.$Shape} CheckpointMade
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.CheckpointMade & murmur.CheckpointMade.$Shape;

        /**
         * Creates a CheckpointMade message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns CheckpointMade
         */
        static fromObject(object: { [k: string]: any }): murmur.CheckpointMade;

        /**
         * Creates a plain object from a CheckpointMade message. Also converts values to other types if specified.
         * @param message CheckpointMade
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.CheckpointMade, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this CheckpointMade to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for CheckpointMade
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace CheckpointMade {

        /** Properties of a CheckpointMade. */
        interface $Properties {

            /** CheckpointMade step */
            step?: (number|null);

            /** CheckpointMade snapshotRoot */
            snapshotRoot?: (Uint8Array|null);

            /** CheckpointMade stateRoot */
            stateRoot?: (Uint8Array|null);

            /** CheckpointMade retainedStep */
            retainedStep?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckpointMade. */
        type $Shape = murmur.CheckpointMade.$Properties;
    }

    /**
     * Properties of a SegmentArchived.
     * @deprecated Use murmur.SegmentArchived.$Properties instead.
     */
    interface ISegmentArchived extends murmur.SegmentArchived.$Properties {
    }

    /** Represents a SegmentArchived. */
    class SegmentArchived {

        /**
         * Constructs a new SegmentArchived.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.SegmentArchived.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SegmentArchived from. */
        from: number;

        /** SegmentArchived to. */
        to: number;

        /** SegmentArchived root. */
        root: Uint8Array;

        /**
         * Creates a new SegmentArchived instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SegmentArchived instance
         */
        static create(properties: murmur.SegmentArchived.$Shape): murmur.SegmentArchived & murmur.SegmentArchived.$Shape;
        static create(properties?: murmur.SegmentArchived.$Properties): murmur.SegmentArchived;

        /**
         * Encodes the specified SegmentArchived message. Does not implicitly {@link murmur.SegmentArchived.verify|verify} messages.
         * @param message SegmentArchived message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.SegmentArchived.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SegmentArchived message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.SegmentArchived & murmur.SegmentArchived.$Shape} SegmentArchived
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.SegmentArchived & murmur.SegmentArchived.$Shape;

        /**
         * Creates a SegmentArchived message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SegmentArchived
         */
        static fromObject(object: { [k: string]: any }): murmur.SegmentArchived;

        /**
         * Creates a plain object from a SegmentArchived message. Also converts values to other types if specified.
         * @param message SegmentArchived
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.SegmentArchived, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SegmentArchived to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for SegmentArchived
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace SegmentArchived {

        /** Properties of a SegmentArchived. */
        interface $Properties {

            /** SegmentArchived from */
            from?: (number|null);

            /** SegmentArchived to */
            to?: (number|null);

            /** SegmentArchived root */
            root?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SegmentArchived. */
        type $Shape = murmur.SegmentArchived.$Properties;
    }

    /**
     * Properties of an Answer.
     * @deprecated Use murmur.Answer.$Properties instead.
     */
    interface IAnswer extends murmur.Answer.$Properties {
    }

    /** Represents an Answer. */
    class Answer {

        /**
         * Constructs a new Answer.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.Answer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Answer code. */
        code: string;

        /**
         * Creates a new Answer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Answer instance
         */
        static create(properties: murmur.Answer.$Shape): murmur.Answer & murmur.Answer.$Shape;
        static create(properties?: murmur.Answer.$Properties): murmur.Answer;

        /**
         * Encodes the specified Answer message. Does not implicitly {@link murmur.Answer.verify|verify} messages.
         * @param message Answer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.Answer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Answer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.Answer & murmur.Answer.$Shape} Answer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.Answer & murmur.Answer.$Shape;

        /**
         * Creates an Answer message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Answer
         */
        static fromObject(object: { [k: string]: any }): murmur.Answer;

        /**
         * Creates a plain object from an Answer message. Also converts values to other types if specified.
         * @param message Answer
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.Answer, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Answer to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for Answer
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace Answer {

        /** Properties of an Answer. */
        interface $Properties {

            /** Answer code */
            code?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Answer. */
        type $Shape = murmur.Answer.$Properties;
    }

    /**
     * Properties of an InfoAnswer.
     * @deprecated Use murmur.InfoAnswer.$Properties instead.
     */
    interface IInfoAnswer extends murmur.InfoAnswer.$Properties {
    }

    /** Represents an InfoAnswer. */
    class InfoAnswer {

        /**
         * Constructs a new InfoAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.InfoAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** InfoAnswer firstEntry. */
        firstEntry: Uint8Array;

        /** InfoAnswer logLength. */
        logLength: number;

        /** InfoAnswer kernel. */
        kernel: number;

        /** InfoAnswer protocol. */
        protocol: number;

        /**
         * Creates a new InfoAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns InfoAnswer instance
         */
        static create(properties: murmur.InfoAnswer.$Shape): murmur.InfoAnswer & murmur.InfoAnswer.$Shape;
        static create(properties?: murmur.InfoAnswer.$Properties): murmur.InfoAnswer;

        /**
         * Encodes the specified InfoAnswer message. Does not implicitly {@link murmur.InfoAnswer.verify|verify} messages.
         * @param message InfoAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.InfoAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InfoAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.InfoAnswer & murmur.InfoAnswer.$Shape} InfoAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.InfoAnswer & murmur.InfoAnswer.$Shape;

        /**
         * Creates an InfoAnswer message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns InfoAnswer
         */
        static fromObject(object: { [k: string]: any }): murmur.InfoAnswer;

        /**
         * Creates a plain object from an InfoAnswer message. Also converts values to other types if specified.
         * @param message InfoAnswer
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.InfoAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this InfoAnswer to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for InfoAnswer
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace InfoAnswer {

        /** Properties of an InfoAnswer. */
        interface $Properties {

            /** InfoAnswer firstEntry */
            firstEntry?: (Uint8Array|null);

            /** InfoAnswer logLength */
            logLength?: (number|null);

            /** InfoAnswer kernel */
            kernel?: (number|null);

            /** InfoAnswer protocol */
            protocol?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InfoAnswer. */
        type $Shape = murmur.InfoAnswer.$Properties;
    }

    /**
     * Properties of a LogRequest.
     * @deprecated Use murmur.LogRequest.$Properties instead.
     */
    interface ILogRequest extends murmur.LogRequest.$Properties {
    }

    /** Represents a LogRequest. */
    class LogRequest {

        /**
         * Constructs a new LogRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.LogRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LogRequest from. */
        from: number;

        /** LogRequest limit. */
        limit: number;

        /**
         * Creates a new LogRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LogRequest instance
         */
        static create(properties: murmur.LogRequest.$Shape): murmur.LogRequest & murmur.LogRequest.$Shape;
        static create(properties?: murmur.LogRequest.$Properties): murmur.LogRequest;

        /**
         * Encodes the specified LogRequest message. Does not implicitly {@link murmur.LogRequest.verify|verify} messages.
         * @param message LogRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.LogRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LogRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.LogRequest & murmur.LogRequest.$Shape} LogRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.LogRequest & murmur.LogRequest.$Shape;

        /**
         * Creates a LogRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns LogRequest
         */
        static fromObject(object: { [k: string]: any }): murmur.LogRequest;

        /**
         * Creates a plain object from a LogRequest message. Also converts values to other types if specified.
         * @param message LogRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.LogRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this LogRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for LogRequest
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace LogRequest {

        /** Properties of a LogRequest. */
        interface $Properties {

            /** LogRequest from */
            from?: (number|null);

            /** LogRequest limit */
            limit?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LogRequest. */
        type $Shape = murmur.LogRequest.$Properties;
    }

    /**
     * Properties of a LogAnswer.
     * @deprecated Use murmur.LogAnswer.$Properties instead.
     */
    interface ILogAnswer extends murmur.LogAnswer.$Properties {
    }

    /** Represents a LogAnswer. */
    class LogAnswer {

        /**
         * Constructs a new LogAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.LogAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LogAnswer envelopes. */
        envelopes: Uint8Array[];

        /**
         * Creates a new LogAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LogAnswer instance
         */
        static create(properties: murmur.LogAnswer.$Shape): murmur.LogAnswer & murmur.LogAnswer.$Shape;
        static create(properties?: murmur.LogAnswer.$Properties): murmur.LogAnswer;

        /**
         * Encodes the specified LogAnswer message. Does not implicitly {@link murmur.LogAnswer.verify|verify} messages.
         * @param message LogAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.LogAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LogAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.LogAnswer & murmur.LogAnswer.$Shape} LogAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.LogAnswer & murmur.LogAnswer.$Shape;

        /**
         * Creates a LogAnswer message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns LogAnswer
         */
        static fromObject(object: { [k: string]: any }): murmur.LogAnswer;

        /**
         * Creates a plain object from a LogAnswer message. Also converts values to other types if specified.
         * @param message LogAnswer
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.LogAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this LogAnswer to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for LogAnswer
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace LogAnswer {

        /** Properties of a LogAnswer. */
        interface $Properties {

            /** LogAnswer envelopes */
            envelopes?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LogAnswer. */
        type $Shape = murmur.LogAnswer.$Properties;
    }

    /**
     * Properties of a BlobRequest.
     * @deprecated Use murmur.BlobRequest.$Properties instead.
     */
    interface IBlobRequest extends murmur.BlobRequest.$Properties {
    }

    /** Represents a BlobRequest. */
    class BlobRequest {

        /**
         * Constructs a new BlobRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.BlobRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BlobRequest root. */
        root: Uint8Array;

        /** BlobRequest piece. */
        piece: number;

        /**
         * Creates a new BlobRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BlobRequest instance
         */
        static create(properties: murmur.BlobRequest.$Shape): murmur.BlobRequest & murmur.BlobRequest.$Shape;
        static create(properties?: murmur.BlobRequest.$Properties): murmur.BlobRequest;

        /**
         * Encodes the specified BlobRequest message. Does not implicitly {@link murmur.BlobRequest.verify|verify} messages.
         * @param message BlobRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.BlobRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BlobRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.BlobRequest & murmur.BlobRequest.$Shape} BlobRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.BlobRequest & murmur.BlobRequest.$Shape;

        /**
         * Creates a BlobRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BlobRequest
         */
        static fromObject(object: { [k: string]: any }): murmur.BlobRequest;

        /**
         * Creates a plain object from a BlobRequest message. Also converts values to other types if specified.
         * @param message BlobRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.BlobRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BlobRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for BlobRequest
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace BlobRequest {

        /** Properties of a BlobRequest. */
        interface $Properties {

            /** BlobRequest root */
            root?: (Uint8Array|null);

            /** BlobRequest piece */
            piece?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BlobRequest. */
        type $Shape = murmur.BlobRequest.$Properties;
    }

    /**
     * Properties of a BlobAnswer.
     * @deprecated Use murmur.BlobAnswer.$Properties instead.
     */
    interface IBlobAnswer extends murmur.BlobAnswer.$Properties {
    }

    /** Represents a BlobAnswer. */
    class BlobAnswer {

        /**
         * Constructs a new BlobAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.BlobAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BlobAnswer found. */
        found: boolean;

        /** BlobAnswer bytes. */
        bytes: Uint8Array;

        /** BlobAnswer blobBytes. */
        blobBytes: number;

        /** BlobAnswer treeRoot. */
        treeRoot: Uint8Array;

        /** BlobAnswer proof. */
        proof: Uint8Array[];

        /**
         * Creates a new BlobAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BlobAnswer instance
         */
        static create(properties: murmur.BlobAnswer.$Shape): murmur.BlobAnswer & murmur.BlobAnswer.$Shape;
        static create(properties?: murmur.BlobAnswer.$Properties): murmur.BlobAnswer;

        /**
         * Encodes the specified BlobAnswer message. Does not implicitly {@link murmur.BlobAnswer.verify|verify} messages.
         * @param message BlobAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.BlobAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BlobAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.BlobAnswer & murmur.BlobAnswer.$Shape} BlobAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.BlobAnswer & murmur.BlobAnswer.$Shape;

        /**
         * Creates a BlobAnswer message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns BlobAnswer
         */
        static fromObject(object: { [k: string]: any }): murmur.BlobAnswer;

        /**
         * Creates a plain object from a BlobAnswer message. Also converts values to other types if specified.
         * @param message BlobAnswer
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.BlobAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this BlobAnswer to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for BlobAnswer
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace BlobAnswer {

        /** Properties of a BlobAnswer. */
        interface $Properties {

            /** BlobAnswer found */
            found?: (boolean|null);

            /** BlobAnswer bytes */
            bytes?: (Uint8Array|null);

            /** BlobAnswer blobBytes */
            blobBytes?: (number|null);

            /** BlobAnswer treeRoot */
            treeRoot?: (Uint8Array|null);

            /** BlobAnswer proof */
            proof?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BlobAnswer. */
        type $Shape = murmur.BlobAnswer.$Properties;
    }

    /**
     * Properties of a PayloadShown.
     * @deprecated Use murmur.PayloadShown.$Properties instead.
     */
    interface IPayloadShown extends murmur.PayloadShown.$Properties {
    }

    /** Represents a PayloadShown. */
    class PayloadShown {

        /**
         * Constructs a new PayloadShown.
         * @param [properties] Properties to set
         */
        constructor(properties?: murmur.PayloadShown.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PayloadShown round. */
        round: number;

        /** PayloadShown payload. */
        payload: Uint8Array;

        /**
         * Creates a new PayloadShown instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PayloadShown instance
         */
        static create(properties: murmur.PayloadShown.$Shape): murmur.PayloadShown & murmur.PayloadShown.$Shape;
        static create(properties?: murmur.PayloadShown.$Properties): murmur.PayloadShown;

        /**
         * Encodes the specified PayloadShown message. Does not implicitly {@link murmur.PayloadShown.verify|verify} messages.
         * @param message PayloadShown message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: murmur.PayloadShown.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PayloadShown message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {murmur.PayloadShown & murmur.PayloadShown.$Shape} PayloadShown
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): murmur.PayloadShown & murmur.PayloadShown.$Shape;

        /**
         * Creates a PayloadShown message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PayloadShown
         */
        static fromObject(object: { [k: string]: any }): murmur.PayloadShown;

        /**
         * Creates a plain object from a PayloadShown message. Also converts values to other types if specified.
         * @param message PayloadShown
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: murmur.PayloadShown, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PayloadShown to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };

        /**
         * Gets the type url for PayloadShown
         * @param [prefix] Custom type url prefix, defaults to `"type.googleapis.com"`
         * @returns The type url
         */
        static getTypeUrl(prefix?: string): string;
    }

    namespace PayloadShown {

        /** Properties of a PayloadShown. */
        interface $Properties {

            /** PayloadShown round */
            round?: (number|null);

            /** PayloadShown payload */
            payload?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PayloadShown. */
        type $Shape = murmur.PayloadShown.$Properties;
    }
}

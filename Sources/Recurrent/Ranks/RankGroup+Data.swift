import Datasets

/// Data that a cell has made at the first rank. The others know everything but the inputs, of which each rank fetches
/// what its blocks of a batch need, and keeps none.
extension RankGroup {
    /// The description of the first rank's data for the others.
    ///
    /// - Complexity: O(numbers of the data).
    /// - Throws: an error if a part of it cannot be represented in JSON.
    package func message(of datasets: [SequenceDataset]) throws -> [UInt8] {
        var message = DatasetMessage()
        var places: [ObjectIdentifier: Int] = [:]
        for dataset in datasets {
            let identity = ObjectIdentifier(dataset.storage)
            let place = places[identity] ?? message.storages.count
            if places[identity] == nil {
                places[identity] = place
                add(dataset, to: &message)
            }
            message.add(dataset, inStorage: place)
        }
        message.numbersOfStorages = data.numbers
        return try message.encoded()
    }

    private func add(_ dataset: SequenceDataset, to message: inout DatasetMessage) {
        let storage = dataset.storage
        let (number, isNew) = data.number(of: storage)
        guard isNew else { return message.add(number: number) }
        // If the numbers are invalid, every rank finds out.
        let whole = SequenceDataset(
            name: dataset.name, presentation: dataset.presentation, storage: storage, selection: Array(0..<storage.offsets.count - 1))
        let isSound = (try? whole.checkContents()) != nil
        message.add(storage, number: number, isWhole: !isSound)
    }

    /// The data that a message of the first rank describes; nil if it is another kind of message.
    package func datasets(of bytes: [UInt8]) -> [SequenceDataset]? {
        guard var message = DatasetMessage(bytes) else { return nil }
        data.keep(message.numbersOfStorages)
        var storages: [SequenceDataset.Storage?] = []
        var datasets: [SequenceDataset] = []
        for dataset in message.datasets {
            // The numbers of a storage precede those of the first dataset that uses it.
            while storages.count <= dataset.storage, message.storages.indices ~= storages.count {
                storages.append(storage(message.storages[storages.count], &message))
            }
            guard storages.indices ~= dataset.storage, let storage = storages[dataset.storage] else { return nil }
            let selection = message.takeSelection(dataset, of: storage)
            guard selection.allSatisfy({ 0..<storage.offsets.count - 1 ~= $0 }) else { return nil }
            datasets.append(
                SequenceDataset(name: dataset.name, presentation: dataset.presentation, storage: storage, selection: selection))
        }
        return datasets
    }

    private func storage(_ told: DatasetMessage.Storage, _ message: inout DatasetMessage) -> SequenceDataset.Storage? {
        guard let contents = told.contents else { return data.storage(told.number) }
        let storage = message.takeStorage(contents, from: FetchedInputs(self, number: told.number, form: contents.form))
        data.add(storage, as: told.number)
        return storage
    }
}

import Datasets
import Recurrent
